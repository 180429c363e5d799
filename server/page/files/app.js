// Which view the address names. Views are functions of the address's parts and parameters; what
// is seen can so be sent to somebody else as a link.

import { h, show, say } from './dom.js';
import { get, chosenSet } from './api.js';
import { closeEvidence } from './evidence.js';
import { startSearch } from './search.js';
import { home, found } from './home.js';
import { entity } from './entity.js';
import { connection } from './path.js';
import { claims, matrix } from './claims.js';
import { conflicts } from './conflicts.js';
import { query } from './query.js';
import { articles, article } from './articles.js';
import { api } from './api_page.js';

// The graph's library is the page's largest part: it is loaded when a graph is wanted.
const graph = async (wanted) => (await import('./graph.js')).graph(wanted);

const views = {
  '': home, search: found, entity, graph, path: connection, claims, matrix, conflicts, query, articles, article, api,
};

let leave = null;
let turn = 0;

export function parse(hash) {
  const [path, rest] = hash.replace(/^#\/?/, '').split('?');
  const [view, ...parts] = path.split('/');
  return { view, id: parts.map(decodeURIComponent).join('/'), parameters: Object.fromEntries(new URLSearchParams(rest ?? '')) };
}

async function route() {
  const own = ++turn;
  leave?.abort();
  leave = new AbortController();
  closeEvidence();
  const { view, id, parameters } = parse(location.hash);
  for (const link of document.querySelectorAll('.views a')) {
    if (link.getAttribute('href') === `#/${view}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const main = document.getElementById('main');
  main.setAttribute('aria-busy', 'true');
  try {
    const run = views[view];
    if (!run) throw new Error('there is no such view');
    await run({ id, parameters, signal: leave.signal });
    const title = main.querySelector('h1')?.textContent;
    document.title = title && view ? `${title} · lode` : 'lode';
    say(title ?? '');
    if (own > 1) main.focus({ preventScroll: true });
  } catch (error) {
    if (error.name === 'AbortError') return;
    show(h('h1', {}, 'This did not work'), h('p', { class: 'error' }, error.message),
      error.status === 401 && h('p', {}, 'This server wants a token: open the address that it printed when it started.'),
      h('p', {}, h('a', { href: '#/' }, 'To the beginning')));
  } finally {
    if (own === turn) main.removeAttribute('aria-busy');
  }
}

// Where there are sets, or one is chosen, all can be narrowed to one.
async function offerSets() {
  const field = document.getElementById('set');
  const { sets } = await get('sets');
  const names = sets.map(({ name }) => name);
  if (chosenSet && !names.includes(chosenSet)) names.push(chosenSet);
  field.replaceChildren(h('option', { value: '' }, 'all articles'),
    ...names.map((name) => h('option', { value: name, selected: name === chosenSet }, name)));
  field.addEventListener('change', () => {
    const query = field.value ? `?${new URLSearchParams({ set: field.value })}` : '';
    location.assign(`${location.pathname}${query}${location.hash || '#/'}`);
  });
  field.parentElement.hidden = names.length === 0;
}

window.addEventListener('hashchange', route);
offerSets().catch(() => {});  // the view tells what is wrong
startSearch();
route();
