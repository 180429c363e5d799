// Who says what about whom: as a list, and as a matrix.

import { h, show, say, count, csvOf, save } from './dom.js';
import { get } from './api.js';
import { nameOf, manners, entityLink } from './words.js';
import { openEvidence } from './evidence.js';
import { nameField } from './search.js';

const AT_A_TIME = 200;

function hashOf(parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return `#/claims?${query}`;
}

function titleOf({ predicate, about, by }) {
  if (predicate === 'linked-to' && !about && !by) return 'Who linked what to whom?';
  return ['Claims', by && `by ${by}`, about && `about ${about}`, predicate && `— ${predicate}`].filter(Boolean).join(' ');
}

// Where an article has no outlet its title tells it from others.
const whence = (claim) => claim.article?.source || claim.article?.title || claim.article?.path || 'the article';

const columns = ['Who says so', 'Who or what', 'What is said', 'Whom or what', 'Where'];

// Who, what, whom: one row each; on a narrow page a row is a card, whose cells have their column's name.
function row(claim) {
  const open = () => openEvidence([claim.id]);
  const cells = [
    claim.said_by ? entityLink(claim.said_by.id, claim.said_by.name) : h('span', { class: 'quiet' }, whence(claim)),
    nameOf(claim.subject),
    [h('button', { type: 'button', class: 'plain', onclick: open }, claim.predicate),
      manners(claim).map((name) => h('span', { class: `tag ${name}` }, name))],
    nameOf(claim.object),
    h('button', { type: 'button', class: 'plain', onclick: open },
      [whence(claim), claim.article?.published.slice(0, 10)].filter(Boolean).join(' · '))];
  return h('tr', {}, cells.map((cell, i) => h('td', { 'data-column': columns[i] }, h('span', {}, cell))));
}

export async function claims({ parameters, signal }) {
  const { predicate = '', about = '', by = '' } = parameters;
  const stats = await get('stats', {}, signal);
  const change = (name, value) => { location.hash = hashOf({ predicate, about, by, [name]: value }); };
  const claims = [];
  const body = h('tbody', {});
  const told = h('p', { class: 'quiet' });
  const more = h('button', { type: 'button', class: 'more' }, 'More');
  const load = async () => {
    const result = await get('claims', { predicate, about, speaker_id: by, offset: claims.length, limit: AT_A_TIME }, signal);
    claims.push(...result.claims);
    body.append(...result.claims.map(row));
    more.hidden = !result.more;
    told.replaceChildren(count(claims.length, 'claim'), result.more ? ' so far' : '',
      result.cut ? ' — the first; narrow it down for the rest' : '',
      result.stopped ? ' — the search took too long and was stopped' : '');
    say(told.textContent);
  };
  more.addEventListener('click', () => load().catch((error) => say(error.message)));
  await load();
  const rows = () => [['who says so', 'subject', 'predicate', 'object', 'manner', 'sentence', 'article', 'published'],
    ...claims.map((claim) => [claim.said_by?.name ?? '', nameOf(claim.subject), claim.predicate, nameOf(claim.object),
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
    told,
    claims.length > 0 && h('div', { class: 'scroll' }, h('table', { class: 'claims' },
      h('thead', {}, h('tr', {}, columns.map((name) => h('th', { scope: 'col' }, name)))), body)),
    more);
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

