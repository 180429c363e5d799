// The server. The token comes in the address behind '#', which no server and no log sees, and is
// kept for this tab.

const given = /^#token=([^&]+)/.exec(location.hash);
if (given) {
  sessionStorage.setItem('lode-token', decodeURIComponent(given[1]));
  history.replaceState(null, '', `${location.search}#/`);
}

// The set that all is of; it stands in front of '#' in the address, so that it stays from view to
// view and goes with a link.
export const chosenSet = new URLSearchParams(location.search).get('set') ?? '';
const OF_A_SET = new Set(['search', 'articles', 'entity', 'neighbours', 'claims', 'matrix', 'conflicts', 'corroboration']);

export class Problem extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? `the server answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

async function send(path, options = {}) {
  const headers = { ...options.headers };
  const token = sessionStorage.getItem('lode-token');
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0, { error: { message: 'the server does not answer; is it still running?' } });
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

export function get(path, parameters = {}, signal) {
  const query = new URLSearchParams();
  if (chosenSet && OF_A_SET.has(path)) query.set('set', chosenSet);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  return send(`/api/${path}${query.size ? `?${query}` : ''}`, { signal });
}

const post = (path, body, signal) => send(path, {
  method: 'POST', signal, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' },
});

export const ask = (body, signal) => post('/api/query', body, signal);

// The statements that a row of the text's answers rests on; both are counted from 1.
export const evidenceOf = (body, signal) => post('/api/evidence', body, signal);

export function upload(file, set) {
  const query = new URLSearchParams({ name: file.name, ...(set && { set }) });
  return send(`/api/articles?${query}`, {
    method: 'POST', body: file,
    headers: { 'Content-Type': 'application/octet-stream', 'X-Lode-Write': '1' },
  });
}
