// Claims that cannot both be so, and claims that several sources make.

import { h, show, count } from './dom.js';
import { get } from './api.js';
import { claimLine } from './words.js';
import { openEvidence } from './evidence.js';
import { nameField } from './search.js';

const side = ({ sources, statement }) => statement && h('div', {}, claimLine(statement, openEvidence),
  h('p', { class: 'line quiet' }, count(Number(sources), 'independent source'), ' · ', statement.text));

export async function conflicts({ parameters, signal }) {
  const about = parameters.about ?? '';
  const [against, together] = await Promise.all([
    get('conflicts', { about }, signal), get('corroboration', { about }, signal)]);
  show(
    h('h1', {}, about ? `Contradictions about ${about}` : 'What contradicts what?'),
    h('div', { class: 'filters' },
      nameField('About', about, (entity) => { location.hash = entity.name ? `#/conflicts?about=${encodeURIComponent(entity.name)}` : '#/conflicts'; }),
      about && h('a', { class: 'button', href: '#/conflicts' }, 'All')),
    h('h2', {}, count(against.pairs.length, 'contradiction')),
    against.pairs.map(({ one, other }) => h('ul', { class: 'lines' }, h('li', {}, side(one)), h('li', {}, side(other)))),
    h('h2', {}, 'Said by several sources'),
    together.lines.length === 0 && h('p', { class: 'quiet' }, 'Nothing is said by two independent sources.'),
    h('ul', { class: 'lines' }, together.lines.map((line) => h('li', {},
      claimLine({ ...line.statement, statements: line.statements, articles: 0, speakers: [] }, openEvidence),
      h('p', { class: 'line quiet' }, count(Number(line.sources), 'independent source'))))));
}
