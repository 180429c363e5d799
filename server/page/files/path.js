// How two names are connected: each way hop by hop; a hop opens its sentences.

import { h, show } from './dom.js';
import { get } from './api.js';
import { thing } from './words.js';
import { openEvidence } from './evidence.js';
import { nameField } from './search.js';

function pathRow(path) {
  const parts = [];
  path.nodes.forEach((node, i) => {
    parts.push(h('strong', {}, thing(node)));
    const hop = path.hops[i];
    if (!hop) return;
    const label = hop.inverse ? `← ${hop.predicate} —` : `— ${hop.predicate} →`;
    parts.push(hop.statements.length > 0
      ? h('button', { type: 'button', onclick: () => openEvidence(hop.statements.map((statement) => statement.id)) }, label)
      : h('span', { class: 'quiet' }, `${label} (by a rule)`));
  });
  return h('li', { class: 'path' }, parts);
}

export async function connection({ parameters, signal }) {
  const ends = { from: parameters.from ?? '', to: parameters.to ?? '' };
  const go = () => {
    if (ends.from && ends.to)
      location.hash = `#/path?from=${encodeURIComponent(ends.from)}&to=${encodeURIComponent(ends.to)}`;
  };
  const out = h('div', {});
  show(
    h('h1', {}, ends.from && ends.to ? `${ends.from} and ${ends.to}` : 'How are two names connected?'),
    h('div', { class: 'row' },
      nameField('From', ends.from, (entity) => { ends.from = entity.name; go(); }),
      nameField('To', ends.to, (entity) => { ends.to = entity.name; go(); })),
    out);
  if (!ends.from || !ends.to) return;
  const result = await get('path', { ...ends, count: 5 }, signal);
  out.append(
    result.stopped && h('p', { class: 'quiet' }, 'The search took too long and was stopped.') || '',
    result.note && h('p', { class: 'quiet' }, `${result.note[0].toUpperCase()}${result.note.slice(1)}.`) || '',
    result.paths.length === 0
      ? h('p', {}, 'No claims that were read connect them within six hops. ',
        h('a', { href: `#/search?q=${encodeURIComponent(`"${ends.from}" "${ends.to}"`)}` }, 'Sentences that name both'))
      : h('ol', { class: 'plain' }, result.paths.map(pathRow)));
}
