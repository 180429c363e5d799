// The search box: names as they are typed; Enter without a choice looks for sentences too.

import { h, say, count } from './dom.js';
import { get } from './api.js';

const WAIT_MS = 120;

// Makes `input` offer names. `choose` takes {id, name}; `enter` what was typed, without a choice.
export function offerNames(input, list, choose, enter) {
  let options = [];
  let at = -1;
  let timer = 0;
  let asking = null;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const take = (entity) => { close(); choose(entity); };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', list.children[at].id);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };
  const look = async () => {
    asking?.abort();
    asking = new AbortController();
    const q = input.value.trim();
    if (!q) return close();
    try {
      const found = await get('search', { q, in: 'names', limit: 10 }, asking.signal);
      options = found.names.map(({ entity, statements }) => ({ ...entity, statements }));
    } catch { return; }
    list.replaceChildren(...options.map((entity, i) =>
      h('li', { role: 'option', id: `${list.id}-${i}`, 'aria-selected': 'false',
        onmousedown: (event) => { event.preventDefault(); take(entity); } },
      h('span', {}, entity.name), h('small', {}, entity.type, ' · ', entity.statements))));
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(options.length > 0));
    at = -1;
    say(count(options.length, 'name'));
  };

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, WAIT_MS); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && !list.hidden) { event.preventDefault(); mark((at + 1) % options.length); }
    else if (event.key === 'ArrowUp' && !list.hidden) { event.preventDefault(); mark((at + options.length) % (options.length + 1) - (at <= 0 ? 0 : 1)); }
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter') {
      event.preventDefault();
      clearTimeout(timer);
      if (at >= 0) take(options[at]);
      else { close(); asking?.abort(); enter?.(input.value.trim()); }
    }
  });
}

export function startSearch() {
  const input = document.getElementById('search');
  offerNames(input, document.getElementById('search-list'),
    (entity) => { input.value = ''; location.hash = `#/entity/${encodeURIComponent(entity.id)}`; },
    (words) => { if (words) location.hash = `#/search?q=${encodeURIComponent(words)}`; });
  document.getElementById('search-form').addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });
}

// A field for one name, with its list. `chosen` is called with {id, name}.
let fields = 0;
export function nameField(label, value, chosen) {
  const id = `name-${++fields}`;
  const input = h('input', { id, value, autocomplete: 'off', role: 'combobox', 'aria-expanded': 'false',
    'aria-controls': `${id}-list`, 'aria-autocomplete': 'list' });
  const list = h('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': label, hidden: true });
  offerNames(input, list, (entity) => { input.value = entity.name; chosen(entity); },
    (name) => chosen({ id: name, name }));
  return h('span', { class: 'search' }, h('label', { class: 'field' }, label, input), list);
}
