// A question of one's own: completion while typing, mistakes underlined, the answer as a table, a
// graph or a chart. The address holds the question.

import { h, svg, show, say, count, csvOf, save } from './dom.js';
import { ask, get, evidenceOf } from './api.js';
import { thing, says } from './words.js';
import { openEvidence } from './evidence.js';

const WAIT_MS = 150;
const MOST_BARS = 30, MOST_ROWS_SHOWN = 500, MOST_EDGES = 300;
const examples = [
  'Who: linked-to(What, Whom)?', 'said(Who, Words) select Who, count(Words) as Times order by Times desc limit 10?',
  'rumored triple(X, P, Y)?', 'denied triple(X, P, Y)?', 'leads(Person, Firm), owns(Firm, Other)?'];

// What a question may look like; each can be asked.
const forms = [
  ['Who owns what?', 'a question in English is told the line that stands for it'],
  ['triple(X, P, Y)?', 'all that is so: words that begin with a capital are variables'],
  ['said(Who, Words), contains(Words, "sale")?', 'conditions are joined by commas, names stand in quotation marks'],
  ['any triple(X, P, Y)?', 'also what is denied, rumored, planned: or one of these words instead'],
  ['Who: triple(X, P, Y)?', 'whose claim it is'],
  ['triple(X, P, Y) @ S, time(S, When)?', 'a statement by name, and when it was so'],
  ['triple(X, P, Y) select P, count() as N order by N desc limit 10?', 'counted, sorted, cut'],
  ['sentences(A, N, T), contains(T, "price") select T?', 'sentences by their words'],
];

// From a line and a column in code points to places of the text.
function placeOf(text, diagnostic) {
  const lines = text.split('\n');
  let at = 0;
  for (let i = 1; i < diagnostic.line; ++i) at += (lines[i - 1] ?? '').length + 1;
  const points = [...(lines[diagnostic.line - 1] ?? '')];
  const before = points.slice(0, diagnostic.column - 1).join('').length;
  const length = points.slice(diagnostic.column - 1, diagnostic.column - 1 + diagnostic.length).join('').length;
  return [at + before, at + before + Math.max(1, length)];
}

function underline(mirror, text, diagnostics) {
  const places = diagnostics.filter(({ severity, file }) => severity === 'error' && file === '<query>')
    .map((diagnostic) => placeOf(text, diagnostic)).sort((a, b) => a[0] - b[0]);
  const parts = [];
  let at = 0;
  for (const [begin, end] of places) {
    if (begin < at) continue;
    parts.push(text.slice(at, begin), h('mark', {}, text.slice(begin, end) || ' '));
    at = end;
  }
  mirror.replaceChildren(...parts, text.slice(at), '\n');
}

function completion(area, list) {
  let timer = 0;
  let candidates = [];
  let begin = 0;
  let end = '';
  let at = -1;
  const close = () => { list.hidden = true; at = -1; area.setAttribute('aria-expanded', 'false'); };
  const take = (word) => {
    const cursor = area.selectionStart;
    area.setRangeText(word + end, begin, cursor, 'end');
    close();
    area.dispatchEvent(new Event('change'));
    area.focus();
  };
  const look = async () => {
    const text = area.value.slice(0, area.selectionStart);
    if (!/[\p{L}\d"]$/u.test(text)) return close();
    const found = await get('complete', { text }).catch(() => null);
    if (!found || text !== area.value.slice(0, area.selectionStart)) return;
    ({ candidates, begin, end } = found);
    candidates = candidates.filter((word) => word !== text.slice(begin)).slice(0, 12);
    list.replaceChildren(...candidates.map((word, i) => h('li', { role: 'option', id: `complete-${i}`, 'aria-selected': 'false',
      onmousedown: (event) => { event.preventDefault(); take(word); } }, word)));
    list.hidden = candidates.length === 0;
    area.setAttribute('aria-expanded', String(candidates.length > 0));
    at = -1;
  };
  area.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, WAIT_MS); });
  area.addEventListener('blur', close);
  area.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      at = (at + (event.key === 'ArrowDown' ? 1 : candidates.length - 1)) % candidates.length;
      [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
      area.setAttribute('aria-activedescendant', `complete-${at}`);
    } else if (event.key === 'Escape') close();
    else if ((event.key === 'Tab' || event.key === 'Enter') && at >= 0) { event.preventDefault(); take(candidates[at]); }
    else if (event.key === 'Tab' && candidates.length > 0) { event.preventDefault(); take(candidates[0]); }
  });
}

function cell(value) {
  if (value.kind === 'statement') return h('button', { type: 'button', class: 'plain', onclick: () => openEvidence([value.text]) }, value.text);
  if (value.kind === 'article') return h('a', { href: `#/article/${encodeURIComponent(value.text)}` }, value.text);
  return thing(value);
}

// Each row leads to its sentences. `rests` looks them up, by the row's number.
function table(answer, rests) {
  const shown = answer.rows.slice(0, MOST_ROWS_SHOWN);
  return h('div', { class: 'scroll' }, h('table', {},
    h('thead', {}, h('tr', {}, answer.columns.map((name) => h('th', { scope: 'col' }, name)), h('th', { scope: 'col' }, 'Why'))),
    h('tbody', {}, shown.map((row, i) => h('tr', {}, row.map((value) => h('td', {}, cell(value))),
      h('td', {}, h('button', { type: 'button', class: 'plain', 'aria-label': `The sentences of row ${i + 1}`, onclick: () => rests(i + 1) }, 'sentences')))))));
}

function proof(step) {
  return h('li', {}, step.atom, step.rule && h('div', { class: 'quiet' }, step.rule), step.repeated && ' (as above)',
    step.statements.map((statement) => h('blockquote', {}, h('button', { type: 'button', class: 'plain', onclick: () => openEvidence([statement.id]) }, says(statement)), h('br'), statement.text)),
    step.children.length > 0 && h('ul', {}, step.children.map(proof)));
}

const numberOf = (value) => Number.parseFloat(value.text.replaceAll(',', ''));

// Columns of an answer that a chart or a graph can be made of.
function shapeOf(answer) {
  const kinds = answer.columns.map((_, i) => answer.rows[0]?.[i]?.kind);
  const entities = kinds.flatMap((kind, i) => (kind === 'entity' ? [i] : []));
  const numbers = kinds.flatMap((kind, i) => (['number', 'quantity', 'money', 'percent'].includes(kind) ? [i] : []));
  return { entities, number: numbers.at(-1), label: kinds.findIndex((_, i) => !numbers.includes(i)) };
}

function chart(answer, { number, label }) {
  const rows = answer.rows.slice(0, MOST_BARS).map((row) => [label >= 0 ? row[label].text : '', numberOf(row[number])]);
  const most = Math.max(...rows.map(([, n]) => n), 1e-9);
  return svg('svg', { class: 'chart', viewBox: `0 0 640 ${rows.length * 24 + 8}`, role: 'img', 'aria-label': `${answer.columns[number]} by ${answer.columns[label] ?? 'row'}` },
    rows.map(([name, n], i) => [
      svg('text', { x: 190, y: i * 24 + 19, 'text-anchor': 'end' }, name.length > 28 ? `${name.slice(0, 27)}…` : name),
      svg('rect', { x: 200, y: i * 24 + 6, height: 16, width: Math.max(1, (380 * Math.max(0, n)) / most), rx: 2 }),
      svg('text', { x: 206 + (380 * Math.max(0, n)) / most, y: i * 24 + 19 }, n.toLocaleString('en'))]));
}

async function drawGraph(answer, { entities }, box) {
  const { default: cytoscape } = await import('./vendor/cytoscape.esm.min.mjs');
  const [from, to] = entities;
  const elements = new Map();
  for (const row of answer.rows.slice(0, MOST_EDGES)) {
    for (const value of [row[from], row[to]]) elements.set(value.id, { data: { id: value.id, name: value.text } });
    elements.set(`${row[from].id}|${row[to].id}`, { data: { id: `${row[from].id}|${row[to].id}`, source: row[from].id, target: row[to].id } });
  }
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const cy = cytoscape({ container: box, elements: [...elements.values()], layout: { name: elements.size < 200 ? 'cose' : 'concentric', animate: false },
    style: [{ selector: 'node', style: { label: 'data(name)', color: colour('--ink'), 'background-color': colour('--accent'), width: 14, height: 14, 'font-size': 11, 'text-valign': 'bottom' } },
      { selector: 'edge', style: { width: 1.5, 'line-color': colour('--quiet'), 'target-arrow-color': colour('--quiet'), 'target-arrow-shape': 'triangle', 'curve-style': 'bezier' } }] });
  cy.on('tap', 'node', (event) => { location.hash = `#/entity/${encodeURIComponent(event.target.id())}`; });
}

function answerView(answer, rests) {
  if (answer.yes_no) return h('section', {}, h('p', {}, h('strong', {}, answer.holds ? 'Yes' : 'No')), h('p', { class: 'quiet' }, answer.query));
  if (answer.proofs.length > 0) return h('section', {}, h('h2', {}, answer.query), h('ul', {}, answer.proofs.map(proof)));
  const shape = shapeOf(answer);
  const body = h('div', {});
  const choices = [['Table', () => body.replaceChildren(table(answer, rests))]];
  if (shape.entities.length > 1) choices.push(['Graph', () => { const box = h('div', { class: 'graph', role: 'img', 'aria-label': 'The answer as a graph' }); body.replaceChildren(box); drawGraph(answer, shape, box).catch((error) => say(error.message)); }]);
  if (shape.number !== undefined) choices.push(['Chart', () => body.replaceChildren(chart(answer, shape))]);
  const buttons = choices.map(([name, run], i) => h('button', { type: 'button', 'aria-pressed': String(i === 0), onclick: (event) => {
    buttons.forEach((button) => button.setAttribute('aria-pressed', String(button === event.currentTarget)));
    run();
  } }, name));
  choices[0][1]();
  return h('section', {},
    h('div', { class: 'row spread' },
      h('p', { class: 'quiet' }, count(answer.row_count, 'row'), answer.truncated && ' (cut off; `limit` and `offset` show the rest)', ` · ${answer.seconds.toFixed(3)} s`),
      h('div', { class: 'row' }, buttons, h('button', { type: 'button', onclick: () =>
        save('answer.csv', 'text/csv', csvOf([answer.columns, ...answer.rows.map((row) => row.map((value) => value.text))])) }, 'CSV'))),
    answer.row_count > 0 ? body : h('p', {}, 'No answers.'));
}

// What a message tells to type can be clicked: a line between grave accents is asked as it stands;
// a word that was meant takes the place of the one that is underlined.
function problem(diagnostic, text, rewrite) {
  const meant = diagnostic.message.indexOf('did you mean');
  const parts = diagnostic.message.split(/(`[^`]+`|"[^"]+")/).map((part, i, all) => {
    const words = part.slice(1, -1);
    const told = (label, asked) => h('button', { type: 'button', class: 'line-told', onclick: () => rewrite(asked) }, label);
    if (i % 2 === 1 && part[0] === '`' && words.endsWith('?') && words.includes('(')) return told(words, words);
    const behind = meant >= 0 && all.slice(0, i).join('').length > meant;
    if (i % 2 === 0 || !behind || diagnostic.file !== '<query>') return part;
    const [begin, end] = placeOf(text, diagnostic);
    return told(part[0] === '`' ? words : part, text.slice(0, begin) + (part[0] === '`' ? words : part) + text.slice(end));
  });
  return h('div', { class: `problem ${diagnostic.severity}` }, parts,
    h('pre', {}, diagnostic.text.split('\n').slice(1).join('\n')));
}

export async function query({ parameters, signal }) {
  const area = h('textarea', { id: 'question', spellcheck: 'false', 'aria-label': 'The question', autocomplete: 'off', 'aria-controls': 'complete-list', 'aria-expanded': 'false', 'aria-autocomplete': 'list', placeholder: 'said(Who, Words)?' });
  area.value = parameters.text ?? '';
  const mirror = h('pre', { class: 'mirror', 'aria-hidden': 'true' });
  const list = h('ul', { id: 'complete-list', role: 'listbox', 'aria-label': 'Completions', hidden: true });
  const out = h('div', { 'aria-live': 'polite' });
  const told = h('p', { class: 'quiet', role: 'status' });
  const tell = (text) => { told.textContent = text; };
  const plain = () => underline(mirror, area.value, []);
  area.addEventListener('input', plain);
  area.addEventListener('change', plain);
  area.addEventListener('scroll', () => { mirror.scrollTop = area.scrollTop; });
  completion(area, list);

  const rewrite = (line) => { area.value = line; plain(); run(); };
  const run = async () => {
    const text = area.value;
    if (!text.trim()) return;
    history.replaceState(null, '', `#/query?${new URLSearchParams({ text })}`);
    tell('');
    out.replaceChildren(h('p', { class: 'quiet' }, 'Asking …'));
    let result;
    try {
      result = await ask({ text }, signal);
    } catch (error) {
      if (!error.body?.diagnostics) { if (error.name !== 'AbortError') out.replaceChildren(h('p', { class: 'error' }, error.message)); return; }
      result = error.body;
    }
    underline(mirror, text, result.diagnostics);
    const rests = (answer) => async (row) => {
      try {
        const { statements } = await evidenceOf({ text, answer, row }, signal);
        if (statements.length > 0) openEvidence(statements.map((statement) => statement.id));
        else tell('Of this row nothing more is known than the question says.');
      } catch (error) { if (error.name !== 'AbortError') tell(error.message); }
    };
    out.replaceChildren(...result.diagnostics.map((one) => problem(one, text, rewrite)), ...result.answers.map((answer, i) => answerView(answer, rests(i + 1))));
    say(result.diagnostics.length > 0 ? result.diagnostics[0].message : count(result.answers[0]?.row_count ?? 0, 'row'));
  };
  area.addEventListener('keydown', (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } });
  const copied = h('button', { type: 'button', onclick: async () => {
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    copied.textContent = 'Link copied';
  } }, 'Copy link');
  show(h('h1', {}, 'A question of your own'),
    h('div', { class: 'asking' }, h('div', { class: 'editor' }, mirror, area),
      h('div', { class: 'row' }, h('button', { type: 'button', class: 'main', onclick: run }, 'Ask'), copied, h('small', {}, 'Ctrl-Enter asks, Tab completes')), list),
    h('details', {}, h('summary', {}, 'How to ask'), h('ul', { class: 'plain forms' }, forms.map(([line, meaning]) =>
      h('li', {}, h('button', { type: 'button', class: 'plain', onclick: () => rewrite(line) }, line), ' ', h('small', {}, meaning))))),
    h('ul', { class: 'chips', 'aria-label': 'Examples' }, examples.map((text) => h('li', {}, h('button', { type: 'button', class: 'chip', onclick: () => rewrite(text) }, text)))),
    told, out);
  plain();
  if (area.value) await run();
}
