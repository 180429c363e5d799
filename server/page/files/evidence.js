// The sentences behind a claim, in their article, with the words marked.

import { h, say, count } from './dom.js';
import { get } from './api.js';
import { says, thing, entityLink } from './words.js';

const AT_A_TIME = 4;
const panel = document.getElementById('evidence');
let opener = null;

export function closeEvidence() {
  if (panel.hidden) return;
  panel.hidden = true;
  panel.replaceChildren();
  if (opener?.isConnected) opener.focus();
}

panel.addEventListener('keydown', (event) => { if (event.key === 'Escape') closeEvidence(); });

export function segments(list) {
  return list.map(({ text, marks }) => (marks.length === 0 ? text : h('mark', { class: marks.join(' ') }, text)));
}

function where(statement) {
  const article = statement.article;
  if (!article) return null;
  return h('p', { class: 'quiet' },
    h('a', { href: `#/article/${encodeURIComponent(article.id)}?s=${encodeURIComponent(statement.id)}` },
      article.title || article.path),
    ' · ', [article.source, article.author, article.published.slice(0, 10)].filter(Boolean).join(' · '));
}

async function item(id) {
  const { statement, blocks, premises } = await get(`statement/${encodeURIComponent(id)}`);
  const extra = statement.qualifiers.map(({ role, value }) => [`${role}: `, thing(value), ' ']);
  return h('section', { class: 'evidence-item' },
    h('p', {}, says(statement)),
    where(statement),
    statement.said_by && h('p', {}, 'claimed by ', entityLink(statement.said_by.id, statement.said_by.name)),
    statement.time && h('p', {}, `when: ${statement.time}`),
    extra.length > 0 && h('p', { class: 'quiet' }, extra),
    (blocks ?? []).map((block) => h('blockquote', {}, segments(block.segments))),
    (blocks ?? []).length === 0 && statement.text && h('blockquote', {}, statement.text),
    premises.length > 0 && h('div', {}, h('h3', {}, 'Drawn from'),
      premises.map((premise) => h('blockquote', {}, says(premise), h('br'), premise.text))),
    h('small', {}, `confidence ${statement.confidence.toFixed(2)}`));
}

export async function openEvidence(ids, title) {
  if (panel.hidden) opener = document.activeElement;
  const list = h('div', { 'aria-busy': 'true' }, h('p', { class: 'quiet' }, 'Looking it up …'));
  panel.replaceChildren(
    h('div', { class: 'row spread' }, h('strong', {}, count(ids.length, 'sentence')),
      h('button', { type: 'button', onclick: closeEvidence, 'aria-label': 'Close the evidence' }, 'Close')),
    list);
  panel.hidden = false;
  let shown = 0;
  const more = async () => {
    const batch = ids.slice(shown, shown + AT_A_TIME);
    shown += batch.length;
    const items = await Promise.all(batch.map((id) =>
      item(id).catch((error) => h('p', { class: 'error' }, error.message))));
    if (list.ariaBusy === 'true') list.replaceChildren();
    list.ariaBusy = 'false';
    list.append(...items);
    panel.querySelector('.more-evidence')?.remove();
    if (shown < ids.length)
      panel.append(h('button', { class: 'more-evidence', type: 'button', onclick: more },
        `${ids.length - shown} more`));
  };
  await more();
  panel.querySelector('button').focus({ preventScroll: true });
  say(`${count(ids.length, 'sentence')} shown`);
}
