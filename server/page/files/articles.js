// Articles: a list, the text with what was read in it, and new ones.

import { h, show, say, count } from './dom.js';
import { get, upload, chosenSet } from './api.js';
import { claimLine } from './words.js';
import { openEvidence } from './evidence.js';

const AT_A_TIME = 50;
const LOOK_EVERY_MS = 400;

function uploadBox(done) {
  const list = h('ul', { class: 'plain', 'aria-live': 'polite' });
  const follow = async (id, row, bar) => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      const job = (await get('uploads')).uploads.find((one) => one.id === id);
      if (!job) return;
      bar.max = job.bytes_total || 1;
      bar.value = job.bytes_done;
      if (job.state === 'done' || job.state === 'failed') {
        bar.remove();
        row.append(job.state === 'done'
          ? `: ${count(job.added + job.replaced, 'article')}, ${count(job.statements, 'statement')}${job.unchanged ? `, ${job.unchanged} known already` : ''}`
          : `: ${job.message}`);
        say(row.textContent);
        return done();
      }
    }
  };
  const set = h('input', { value: chosenSet, maxlength: 200 });
  const take = async (files) => {
    for (const file of files) {
      const bar = h('progress', { 'aria-label': file.name });
      const row = h('li', {}, file.name, ' ', bar);
      list.append(row);
      try {
        const job = await upload(file, set.value.trim());
        follow(job.id, row, bar).catch((error) => row.append(` ${error.message}`));
      } catch (error) {
        bar.remove();
        row.append(h('span', { class: 'error' }, ` ${error.message}`));
      }
    }
  };
  const input = h('input', { type: 'file', multiple: true, id: 'upload', onchange: () => { take([...input.files]); input.value = ''; } });
  return h('details', {}, h('summary', {}, 'Add articles'),
    h('p', { class: 'quiet' }, 'Text, HTML, JSON, feeds, PDF as text, archives: whatever lode load reads.'),
    h('div', { class: 'filters' }, h('label', { class: 'field' }, 'Into the set (or none)', set),
      h('label', { class: 'field', for: 'upload' }, 'Files', input)), list);
}

export async function articles({ parameters, signal }) {
  const q = parameters.q ?? '';
  const list = h('ul', { class: 'lines' });
  const told = h('p', { class: 'quiet' });
  let shown = 0;
  const more = h('button', { type: 'button', class: 'more' }, 'More');
  const load = async () => {
    const result = await get('articles', { q, offset: shown, limit: AT_A_TIME }, signal);
    shown += result.articles.length;
    told.textContent = count(result.total, 'article');
    more.hidden = shown >= result.total;
    list.append(...result.articles.map((one) => h('li', {}, h('a', { class: 'line', href: `#/article/${encodeURIComponent(one.id)}` },
      h('span', { class: 'what' }, one.title || one.path),
      h('span', { class: 'whence' }, [one.source, one.published.slice(0, 10)].filter(Boolean).join(' · '))))));
  };
  more.addEventListener('click', load);
  const [stats] = await Promise.all([get('stats', {}, signal), load()]);
  const filter = h('input', { type: 'search', value: q, onchange: () => { location.hash = `#/articles?q=${encodeURIComponent(filter.value)}`; } });
  show(h('h1', {}, 'Articles'), h('label', { class: 'field' }, 'Part of a title, outlet or file name', filter), told,
    !stats.read_only && uploadBox(() => { list.replaceChildren(); shown = 0; load(); }), list, more);
}

export async function article({ id, parameters, signal }) {
  const page = await get(`article/${encodeURIComponent(id)}`, { begin: parameters.begin, end: parameters.end }, signal);
  const info = page.article;
  const wanted = page.statements.findIndex((statement) => statement.id === parameters.s);
  const numbersOf = (marks) => [...new Set(marks.map((mark) => Number.parseInt(mark, 10)))];
  const text = page.blocks.map((block) => {
    const parts = block.segments.map(({ text: words, marks }) => {
      if (marks.length === 0) return words;
      if (marks.every((mark) => mark === 'asked')) return h('mark', { class: 'sentence chosen' }, words);
      const numbers = numbersOf(marks.filter((mark) => mark !== 'asked'));
      return h('mark', { class: `read ${numbers.includes(wanted) ? 'chosen' : ''}`, title: numbers.map((n) => page.statements[n].predicate).join(', '),
        onclick: () => openEvidence(numbers.map((n) => page.statements[n].id)) }, words);
    });
    const tag = block.kind === 'title' || block.kind === 'heading' ? 'h2' : block.kind === 'quotation' ? 'blockquote' : 'p';
    return h(tag, { class: block.kind === 'boilerplate' || block.repeated ? 'boilerplate' : '' }, parts);
  });
  const main = show(
    h('h1', {}, info.title || info.path),
    h('p', { class: 'quiet' }, [info.source, info.author, info.published, info.path].filter(Boolean).join(' · ')),
    page.sets.length > 0 && h('p', { class: 'quiet' }, page.sets.length > 1 ? 'In the sets ' : 'In the set ',
      page.sets.map((name, i) => [i > 0 && ', ', h('a', { href: `?${new URLSearchParams({ set: name })}#/articles` }, name)])),
    /^https?:\/\//.test(info.url) && h('p', {}, h('a', { href: info.url, rel: 'noreferrer noopener' }, info.url)),
    h('article', { class: 'article' }, text),
    h('h2', {}, 'What was read in it ', h('small', {}, page.statements.length)),
    h('ul', { class: 'lines' }, page.statements.map((statement) => h('li', {}, claimLine(statement, openEvidence)))));
  main.querySelector('mark.chosen')?.scrollIntoView({ block: 'center' });
}
