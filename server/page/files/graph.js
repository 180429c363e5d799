// The graph round a name, grown by clicks. What is denied, rumored or former is drawn apart, and
// everything that is drawn also stands in a list below, for the keyboard and for screen readers.

import cytoscape from './vendor/cytoscape.esm.min.mjs';
import { h, show, say, count, csvOf, save } from './dom.js';
import { get } from './api.js';
import { manners, claimLine, entityLink } from './words.js';
import { openEvidence } from './evidence.js';
import { graphMl, svgOf } from './graph_files.js';

const EDGES_AT_ONCE = 40;
const MOST_FOR_FORCES = 90;  // past this many nodes the layout in rings is drawn at once

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function styles() {
  const ink = colour('--ink'), quiet = colour('--quiet');
  return [
    { selector: 'node', style: { label: 'data(name)', color: ink, 'background-color': colour('--accent'), width: 18, height: 18, 'font-size': 14, 'font-family': 'system-ui, sans-serif', 'text-wrap': 'wrap', 'text-max-width': 140, 'text-valign': 'bottom', 'text-margin-y': 3, 'text-background-color': colour('--card'), 'text-background-opacity': 0.75, 'min-zoomed-font-size': 4 } },
    { selector: 'node.kind', style: { shape: 'round-rectangle', 'background-color': quiet } },
    { selector: 'node.person', style: { shape: 'ellipse' } },
    { selector: 'node.grown', style: { 'border-width': 3, 'border-color': colour('--focus'), 'z-index': 1 } },
    { selector: 'node:selected, edge:selected', style: { 'overlay-color': colour('--focus'), 'overlay-opacity': 0.2 } },
    { selector: 'edge', style: { label: 'data(label)', color: quiet, 'font-size': 11, 'font-family': 'system-ui, sans-serif', 'text-rotation': 'autorotate', 'text-background-color': colour('--card'), 'text-background-opacity': 0.85, 'min-zoomed-font-size': 7, width: 'data(width)', 'line-color': quiet, 'target-arrow-color': quiet, 'target-arrow-shape': 'triangle', 'arrow-scale': 0.8, 'curve-style': 'bezier' } },
    { selector: 'edge.rumored, edge.possible, edge.conditional', style: { 'line-style': 'dotted', 'line-color': colour('--rumored'), 'target-arrow-color': colour('--rumored') } },
    { selector: 'edge.planned, edge.demanded', style: { 'line-style': 'dotted', 'line-color': colour('--planned'), 'target-arrow-color': colour('--planned') } },
    { selector: 'edge.denied', style: { 'line-style': 'dashed', 'line-color': colour('--denied'), 'target-arrow-color': colour('--denied'), 'target-arrow-shape': 'tee' } },
    { selector: 'edge.former', style: { opacity: 0.45 } },
  ];
}

const keyOf = (line) => [line.subject.id, line.predicate, line.object.id, line.polarity, line.modality, line.former].join('|');

// The graph as elements of cytoscape; `positions` near the node that grew.
function add(cy, lines, near) {
  const elements = [];
  const node = (value) => {
    const id = value.id, name = value.name ?? value.text;
    if (cy.getElementById(id).length > 0 || elements.some((one) => one.data.id === id)) return;
    elements.push({ group: 'nodes', data: { id, name, type: value.type }, classes: `${value.type} ${value.kind === 'kind' ? 'kind' : ''}`,
      position: near ? { x: near.x + (Math.random() - 0.5) * 80, y: near.y + (Math.random() - 0.5) * 80 } : undefined });
  };
  for (const line of lines) {
    const id = keyOf(line);
    if (cy.getElementById(id).length > 0) continue;
    node(line.subject);
    node(line.object);
    elements.push({ group: 'edges', data: { id, source: line.subject.id, target: line.object.id, label: line.predicate, width: 1 + Math.min(4, Math.log2(line.count + 1)), line }, classes: manners(line).join(' ') });
  }
  cy.add(elements);
}

function arrange(cy, root) {
  const few = cy.nodes().length <= MOST_FOR_FORCES;
  cy.layout(few
    ? { name: 'cose', animate: false, randomize: false, nodeRepulsion: 6000, idealEdgeLength: 70, padding: 30, nodeDimensionsIncludeLabels: true }
    : { name: 'concentric', animate: false, padding: 20, minNodeSpacing: 14, concentric: (node) => (node.id() === root ? 1e6 : node.degree(false)), levelWidth: () => Math.max(2, cy.nodes().maxDegree(false) / 8) },
  ).run();
}

function filterForm(choices, current, change) {
  const pick = (name, label, options, all) => h('label', { class: 'field' }, label,
    h('select', { name }, h('option', { value: '' }, all),
      options.map((option) => h('option', { value: option.value ?? option.name, selected: (option.value ?? option.name) === current[name] }, option.label ?? `${option.name} (${option.count})`))));
  const form = h('form', { class: 'filters', 'aria-label': 'Filters' },
    pick('predicate', 'Predicate', choices.predicates, 'any'),
    h('label', { class: 'field' }, 'Since', h('input', { name: 'since', type: 'date', value: current.since, min: choices.since, max: choices.until })),
    h('label', { class: 'field' }, 'Until', h('input', { name: 'until', type: 'date', value: current.until, min: choices.since, max: choices.until })),
    pick('polarity', 'Denied', [{ value: 'affirmed', label: 'without' }, { value: 'negated', label: 'only' }], 'with'),
    pick('modality', 'Modality', choices.modalities, 'any'),
    pick('former', 'Former', [{ value: 'no', label: 'without' }, { value: 'only', label: 'only' }], 'with'),
    pick('speaker', 'Speaker', choices.speakers, 'anybody'),
    pick('source', 'Source', choices.sources, 'any'),
    h('label', { class: 'field' }, 'At least as sure as', h('input', { name: 'confidence', type: 'range', min: 0, max: 1, step: 0.05, value: current.confidence ?? 0 })));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => change(Object.fromEntries([...new FormData(form)].filter(([name, value]) => value && !(name === 'confidence' && value === '0')))));
  return form;
}

function legend() {
  const one = (name, text) => h('li', { class: name }, h('i', { 'aria-hidden': 'true' }), text);
  return h('ul', { class: 'legend', 'aria-label': 'How lines are drawn' }, one('', 'said to be so'), one('denied', 'denied'),
    one('rumored', 'rumored, possible, conditional'), one('planned', 'planned, demanded'), one('former', 'former'));
}

function exports(cy, name) {
  const edges = () => cy.edges().map((edge) => edge.data('line'));
  const button = (label, run) => h('button', { type: 'button', onclick: run }, label);
  return h('div', { class: 'row', role: 'group', 'aria-label': 'Save the graph' },
    button('PNG', async () => save(`${name}.png`, 'image/png', await cy.png({ output: 'blob-promise', full: true, scale: 2, bg: colour('--card') }))),
    button('SVG', () => save(`${name}.svg`, 'image/svg+xml', svgOf(cy, colour))),
    button('CSV', () => save(`${name}.csv`, 'text/csv', csvOf([['source', 'predicate', 'target', 'manner', 'articles', 'newest', 'confidence'],
      ...edges().map((line) => [line.subject.name, line.predicate, line.object.text, manners(line).join(' '), line.articles, line.newest, line.confidence])]))),
    button('GraphML', () => save(`${name}.graphml`, 'application/xml', graphMl(cy))));
}

export async function graph({ id, parameters, signal }) {
  const first = await get('neighbours', { ...parameters, id, limit: parameters.limit ?? EDGES_AT_ONCE }, signal);
  const root = first.entity.id;
  const canvas = h('div', { class: 'graph', role: 'img', 'aria-label': `What ${first.entity.name} is linked with; the same as a list below` });
  const list = h('ul', { class: 'lines' });
  const told = h('p', { class: 'quiet' });
  const cy = cytoscape({ style: styles(), hideEdgesOnViewport: true, textureOnViewport: true, pixelRatio: 'auto' });
  show(
    h('div', { class: 'row spread' }, h('h1', {}, first.entity.name), exports(cy, first.entity.name)),
    h('p', { class: 'quiet' }, 'A click on a name adds what it is linked with; a click on a line shows its sentences. ',
      entityLink(root, 'The page of the name')),
    h('details', { class: 'filtering', open: Object.keys(parameters).some((name) => name !== 'limit') }, h('summary', {}, 'Filters'),
      filterForm(first.choices, parameters, (chosen) => {
        location.hash = `#/graph/${encodeURIComponent(root)}?${new URLSearchParams(chosen)}`;
      })),
    canvas, legend(), told, h('h2', {}, 'As a list'), list);
  const tell = () => {
    told.textContent = `${count(cy.nodes().length, 'name')}, ${count(cy.edges().length, 'link')}`;
    list.replaceChildren(...cy.edges().map((edge) => h('li', {}, claimLine(edge.data('line'), openEvidence))));
    say(told.textContent);
  };
  const grow = async (node) => {
    if (node.hasClass('grown')) return;
    node.addClass('grown');
    const next = await get('neighbours', { ...parameters, id: node.id(), limit: EDGES_AT_ONCE }, signal);
    add(cy, next.edges, node.position());
    arrange(cy, root);
    tell();
  };
  cy.add({ group: 'nodes', data: { id: root, name: first.entity.name, type: first.entity.type }, classes: 'grown' });
  add(cy, first.edges);
  cy.mount(canvas);
  arrange(cy, root);
  tell();
  if (first.total > first.edges.length)
    told.append(` of ${count(first.total, 'link')}; `, h('a', { href: `#/graph/${encodeURIComponent(root)}?${new URLSearchParams({ ...parameters, limit: Math.min(2000, first.total) })}` }, 'all'));
  cy.on('tap', 'node', (event) => grow(event.target).catch((error) => say(error.message)));
  cy.on('tap', 'edge', (event) => { const line = event.target.data('line'); openEvidence(line.statements, line); });
  canvas.graph = cy;  // for tests and for those who look
  const sized = new ResizeObserver(() => { cy.resize(); cy.fit(undefined, 30); });
  sized.observe(canvas);
  signal.addEventListener('abort', () => { sized.disconnect(); cy.destroy(); });
}
