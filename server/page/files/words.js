// How a claim reads: who, what, whom, in which manner, from where.

import { h, count } from './dom.js';

export const entityLink = (id, name) => h('a', { href: `#/entity/${encodeURIComponent(id)}` }, name);

export function thing(value) {
  if (value.name !== undefined) return entityLink(value.id, value.name);
  if (value.kind === 'entity') return entityLink(value.id, value.text);
  return value.kind === 'quote' ? `“${value.text}”` : value.text;
}

export const nameOf = (value) => value.name ?? (value.kind === 'quote' ? `“${value.text}”` : value.text);

// "denied", "rumored", "former" ...: none for what is plainly so.
export function manners(claim) {
  const list = [];
  if (claim.polarity === 'negated') list.push('denied');
  if (claim.modality !== 'actual') list.push(claim.modality);
  if (claim.former) list.push('former');
  if (claim.derived) list.push('derived');
  return list;
}

export const tags = (claim) => manners(claim).map((name) => h('span', { class: `tag ${name}` }, name));

export const says = (claim) => [
  nameOf(claim.subject), ' ', h('span', { class: 'predicate' }, claim.predicate), ' ', nameOf(claim.object), tags(claim)];

// A line that opens its evidence. `claim` is a line of a page or a statement.
export function claimLine(claim, open) {
  const ids = claim.statements ?? [claim.id];
  const speakers = claim.speakers ?? (claim.said_by ? [claim.said_by.name] : []);
  const date = claim.newest ?? (claim.article?.published ?? '').slice(0, 10);
  const from = claim.articles > 1 ? count(claim.articles, 'article') : claim.article?.source;
  return h('button', { class: 'line', type: 'button', onclick: () => open(ids, claim) },
    h('span', { class: 'what' },
      speakers.length > 0 && h('span', { class: 'quiet' }, `${speakers.join(', ')}: `), says(claim)),
    h('span', { class: 'whence' }, [from, date].filter(Boolean).join(' · ')));
}

export function claimList(claims, open) {
  return h('ul', { class: 'lines' }, claims.map((claim) => h('li', {}, claimLine(claim, open))));
}
