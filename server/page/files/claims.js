// Who says what about whom: as a list, and as a matrix.

import { h, show, count, csvOf, save } from './dom.js';
import { get } from './api.js';
import { nameOf, manners, entityLink } from './words.js';
import { openEvidence } from './evidence.js';
import { nameField } from './search.js';

function hashOf(parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return `#/claims?${query}`;
}

function titleOf({ predicate, about, by }) {
  if (predicate === 'linked-to' && !about && !by) return 'Who linked what to whom?';
  return ['Claims', by && `by ${by}`, about && `about ${about}`, predicate && `— ${predicate}`].filter(Boolean).join(' ');
}

// Who, what, whom: one row each.
function table(list) {
  return h('div', { class: 'scroll' }, h('table', {},
    h('thead', {}, h('tr', {}, ['Who says so', 'Who or what', '', 'Whom or what', 'Where'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, list.map((claim) => h('tr', {},
      h('td', {}, claim.said_by ? entityLink(claim.said_by.id, claim.said_by.name) : h('span', { class: 'quiet' }, claim.article?.source || 'the article')),
      h('td', {}, nameOf(claim.subject)),
      h('td', {}, h('button', { type: 'button', class: 'plain', onclick: () => openEvidence([claim.id]) }, claim.predicate),
        manners(claim).map((name) => h('span', { class: `tag ${name}` }, name))),
      h('td', {}, nameOf(claim.object)),
      h('td', {}, h('button', { type: 'button', class: 'plain', onclick: () => openEvidence([claim.id]) },
        [claim.article?.source, claim.article?.published.slice(0, 10)].filter(Boolean).join(' · ') || 'the sentence')))))));
}

export async function claims({ parameters, signal }) {
  const { predicate = '', about = '', by = '' } = parameters;
  const stats = await get('stats', {}, signal);
  const change = (name, value) => { location.hash = hashOf({ predicate, about, by, [name]: value }); };
  const result = await get('claims', { predicate, about, speaker_id: by, limit: 200 }, signal);
  const rows = () => [['who says so', 'subject', 'predicate', 'object', 'manner', 'sentence', 'article', 'published'],
    ...result.claims.map((claim) => [claim.said_by?.name ?? '', nameOf(claim.subject), claim.predicate, nameOf(claim.object),
      manners(claim).join(' '), claim.text, claim.article?.title ?? '', claim.article?.published ?? ''])];
  show(
    h('h1', {}, titleOf({ predicate, about, by })),
    h('div', { class: 'filters' },
      h('label', { class: 'field' }, 'What is said', h('select', { onchange: (event) => change('predicate', event.target.value) },
        h('option', { value: '' }, 'anything'),
        [...new Set(['linked-to', ...stats.predicates.map(({ name }) => name)])].map((name) => h('option', { value: name, selected: name === predicate }, name)))),
      nameField('By', by, (entity) => change('by', entity.name)),
      nameField('About', about, (entity) => change('about', entity.name)),
      h('a', { class: 'button', href: '#/claims' }, 'All'),
      h('button', { type: 'button', onclick: () => save('claims.csv', 'text/csv', csvOf(rows())) }, 'CSV')),
    h('p', { class: 'quiet' }, count(result.count, 'claim'), result.count >= 200 && ' — the first; narrow it down for the rest',
      result.stopped && ' — the search took too long and was stopped'),
    result.claims.length > 0 && table(result.claims));
}

export async function matrix({ signal }) {
  const result = await get('matrix', { speakers: 14, about: 10 }, signal);
  const cell = (speaker, about, n) => h('td', {}, n > 0 && h('button', { type: 'button',
    'aria-label': `${speaker.name} about ${about.name}: ${count(n, 'claim')}`,
    onclick: async () => {
      const found = await get('claims', { about: about.id, speaker_id: speaker.id, limit: 100 });
      openEvidence(found.claims.map((claim) => claim.id));
    } }, n));
  const rows = () => [['', ...result.about.map((one) => one.name)],
    ...result.speakers.map((one, i) => [one.name, ...result.counts[i]])];
  show(
    h('div', { class: 'row spread' }, h('h1', {}, 'Who said what about whom?'),
      h('button', { type: 'button', onclick: () => save('matrix.csv', 'text/csv', csvOf(rows())) }, 'CSV')),
    h('p', { class: 'quiet' }, 'Claims of those who speak most, by those they speak of. A number opens its sentences.'),
    result.speakers.length === 0 ? h('p', {}, 'Nobody is quoted in these articles.') : h('div', { class: 'scroll' }, h('table', { class: 'matrix' },
      h('thead', {}, h('tr', {}, h('td', {}), result.about.map((one) => h('th', { scope: 'col' }, entityLink(one.id, one.name))))),
      h('tbody', {}, result.speakers.map((speaker, i) => h('tr', {}, h('th', { scope: 'row' }, entityLink(speaker.id, speaker.name)),
        result.about.map((about, j) => cell(speaker, about, result.counts[i][j]))))))));
}

