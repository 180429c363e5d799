// All that is known of a name: a page that grows by heading.

import { h, svg, show, count, csvOf, save } from './dom.js';
import { get } from './api.js';
import { claimLine, entityLink, manners, nameOf } from './words.js';
import { openEvidence } from './evidence.js';

const AT_A_TIME = 30;

const headings = {
  did: 'Did', 'what others did': 'What others did', said: 'Said', 'claimed by them': 'Claimed by them',
  roles: 'Roles', figures: 'Figures', links: 'Links',
};

// Statements a month; a click shows those of one.
export function timeLine(months, choose) {
  const most = Math.max(...months.map((month) => month.count));
  const width = 100 / months.length;
  return h('div', { class: 'timeline' }, svg('svg', { class: 'bars', viewBox: '0 0 100 30', preserveAspectRatio: 'none', role: 'group', 'aria-label': 'Statements a month' },
    months.map(({ month, count: n }, i) => {
      const height = Math.max(1.5, (28 * n) / most);
      const pick = () => choose(month);
      return svg('rect', { x: i * width + width * 0.08, y: 30 - height, width: Math.min(width * 0.84, 6), height, tabindex: 0, role: 'button',
        'aria-label': `${month}: ${count(n, 'statement')}`, onclick: pick,
        onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); pick(); } } },
      svg('title', {}, `${month}: ${n}`));
    })),
  h('div', { class: 'row spread' }, h('small', {}, months[0].month), h('small', {}, months.at(-1).month)));
}

function names(page) {
  const others = page.aliases.filter((alias) => alias !== page.entity.name);
  if (others.length === 0) return null;
  const reasons = page.merges.map((merge) => h('li', {},
    merge.against ? `perhaps two of one name: ${merge.against}` : `“${merge.name}” = “${merge.other}” (${merge.reason})`,
    merge.article && [' — ', h('a', { href: `#/article/${encodeURIComponent(merge.article)}?n=${merge.sentence}` }, 'the article that says so')]));
  return h('details', {}, h('summary', {}, `also: ${others.slice(0, 6).join('; ')}${others.length > 6 ? ' …' : ''}`),
    h('ul', {}, reasons.length > 0 ? reasons : h('li', {}, 'found to be one in the articles')));
}

function section(page, group, filters) {
  const list = h('ul', { class: 'lines' }, group.lines.map((line) => h('li', {}, claimLine(line, openEvidence))));
  let shown = group.lines.length;
  const more = h('button', { type: 'button', class: 'more', onclick: async () => {
    const next = await get('entity', { ...filters, id: page.entity.id, heading: group.heading, offset: shown, limit: 200 });
    const lines = next.headings[0]?.lines ?? [];
    shown += lines.length;
    list.append(...lines.map((line) => h('li', {}, claimLine(line, openEvidence))));
    more.hidden = shown >= group.count;
    more.textContent = `${group.count - shown} more`;
  } }, `${group.count - shown} more`);
  more.hidden = shown >= group.count;
  return h('section', {}, h('h2', {}, headings[group.heading] ?? group.heading, ' ', h('small', {}, group.count)), list, more);
}

async function saveCsv(page, filters) {
  const all = await get('entity', { ...filters, id: page.entity.id, limit: 5000 });
  const rows = [['heading', 'subject', 'predicate', 'object', 'manner', 'articles', 'newest', 'said by']];
  for (const group of all.headings)
    for (const line of group.lines)
      rows.push([group.heading, nameOf(line.subject), line.predicate, nameOf(line.object), manners(line).join(' '), line.articles, line.newest, line.speakers.join('; ')]);
  save(`${page.entity.name}.csv`, 'text/csv', csvOf(rows));
}

export async function entity({ id, parameters, signal }) {
  const filters = { since: parameters.since, until: parameters.until };
  const page = await get('entity', { ...filters, id, limit: AT_A_TIME }, signal);
  const own = `#/entity/${encodeURIComponent(page.entity.id)}`;
  show(
    h('div', { class: 'row spread' },
      h('h1', {}, page.entity.name),
      h('div', { class: 'row' },
        h('a', { class: 'button main', href: `#/graph/${encodeURIComponent(page.entity.id)}` }, 'Graph'),
        h('a', { class: 'button', href: `#/path?from=${encodeURIComponent(page.entity.name)}` }, 'Connect with …'),
        h('a', { class: 'button', href: `#/claims?about=${encodeURIComponent(page.entity.name)}` }, 'Claims about'),
        h('button', { type: 'button', onclick: () => saveCsv(page, filters) }, 'CSV'))),
    h('p', { class: 'quiet' }, page.entity.type, ` · ${count(page.statements, 'statement')} · ${count(page.lines, 'line')}`),
    names(page),
    page.timeline.length > 1 && timeLine(page.timeline, (month) => { location.hash = `${own}?since=${month}&until=${month}`; }),
    (filters.since || filters.until) && h('p', {}, `Of ${filters.since} only. `, h('a', { href: own }, 'All of it')),
    page.linked.length > 0 && h('ul', { class: 'chips', 'aria-label': 'Most linked' }, page.linked.map(({ entity: other, count: n }) =>
      h('li', {}, h('span', { class: 'chip' }, entityLink(other.id, other.name), ' ', h('small', {}, n))))),
    page.headings.map((group) => section(page, group, filters)));
}
