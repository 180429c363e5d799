// Where one begins: what there is, and questions that are a click away.

import { h, show, count } from './dom.js';
import { get } from './api.js';
import { entityLink } from './words.js';
import { openEvidence, segments } from './evidence.js';

const card = (href, title, text) => h('li', {}, h('a', { class: 'card', href }, h('strong', {}, title), h('span', { class: 'quiet' }, text)));

export async function home({ signal }) {
  const stats = await get('stats', {}, signal);
  show(
    h('h1', {}, 'Who said, did or linked what to whom?'),
    h('p', { class: 'quiet' }, `${count(stats.statements, 'statement')} from ${count(stats.articles, 'article')}, each with its sentence and source. Search a name above, or begin here.`),
    h('ul', { class: 'cards' },
      card('#/claims?predicate=linked-to', 'Who linked what to whom?', 'Every link that somebody drew, and where it stands'),
      card('#/matrix', 'Who said what about whom?', 'Speakers and those they speak of'),
      card('#/path', 'How are two names connected?', 'Hop by hop, each with its sentence'),
      card('#/conflicts', 'What contradicts what?', 'Claims that cannot both be so, and what several sources say'),
      card('#/articles', 'Articles', stats.read_only ? 'Their text and what was read in them' : 'Their text and what was read in them; add your own'),
      card('#/query', 'A question of your own', 'In the query language, with completion')),
    h('h2', {}, 'Most spoken of'),
    h('ul', { class: 'chips' }, stats.top.map(({ entity, statements }) =>
      h('li', {}, h('a', { class: 'chip', href: `#/entity/${encodeURIComponent(entity.id)}` }, entity.name, ' ', h('small', {}, statements))))),
    h('h2', {}, 'What is said of them'),
    h('ul', { class: 'chips' }, stats.predicates.slice(0, 30).map(({ name, count: n }) =>
      h('li', {}, h('a', { class: 'chip', href: `#/claims?predicate=${encodeURIComponent(name)}` }, name, ' ', h('small', {}, n))))),
    h('p', { class: 'quiet' }, 'Programs ask over HTTP: ', h('a', { href: '#/api' }, 'what they can ask'), '.'));
}

// What was read in the sentence, or else the sentence in its article.
function sentenceLine({ segments: parts, article, statements, begin, end }) {
  const inside = [h('span', { class: 'what' }, segments(parts)),
    h('span', { class: 'whence' }, [article.source, article.published.slice(0, 10)].filter(Boolean).join(' · '))];
  return statements.length > 0
    ? h('button', { class: 'line', type: 'button', onclick: () => openEvidence(statements) }, inside)
    : h('a', { class: 'line', href: `#/article/${encodeURIComponent(article.id)}?begin=${begin}&end=${end}` }, inside);
}

export async function found({ parameters, signal }) {
  const q = parameters.q ?? '';
  const result = await get('search', { q, limit: 40 }, signal);
  show(
    h('h1', {}, `“${q}”`),
    h('h2', {}, count(result.names.length, 'name')),
    result.near.length > 0 && h('p', {}, 'Did you mean ', result.near.map((name, i) => [i > 0 && ', ', entityLink(name, name)]), '?'),
    h('ul', { class: 'chips' }, result.names.map(({ entity, statements }) =>
      h('li', {}, h('a', { class: 'chip', href: `#/entity/${encodeURIComponent(entity.id)}` }, entity.name, ' ', h('small', {}, `${entity.type} · ${statements}`))))),
    h('h2', {}, count(result.sentences.length, 'sentence')),
    result.also.length > 0 && h('p', { class: 'quiet' }, `Also looked for: ${result.also.join('; ')}`),
    h('ul', { class: 'lines' }, result.sentences.map((one) => h('li', {}, sentenceLine(one)))),
    result.more && h('p', { class: 'quiet' }, 'There are more; these are the best.'));
}
