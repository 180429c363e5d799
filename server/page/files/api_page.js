// What programs can ask: the OpenAPI document as a page, with the address of each question.

import { h, show } from './dom.js';
import { get } from './api.js';

function parameters(list) {
  return list.length > 0 && h('ul', {}, list.map(({ name, schema, required, description }) =>
    h('li', {}, h('code', {}, name), ` ${schema.type}${required ? ', needed' : ''}: ${description}`)));
}

function body(operation) {
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  return schema && h('ul', {}, Object.entries(schema.properties ?? {}).map(([name, { type, enum: of }]) =>
    h('li', {}, h('code', {}, name), ` ${type ?? (of ?? []).join(' or ')}${schema.required?.includes(name) ? ', needed' : ''}`)));
}

export async function api({ signal }) {
  const { info, paths } = await get('openapi.json', {}, signal);
  show(
    h('h1', {}, 'For programs'),
    h('p', {}, `${info.title} ${info.version}. Replies are JSON; `, h('a', { href: '/api/openapi.json' }, 'the OpenAPI document'), ' says the same to tools.'),
    Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) =>
      h('section', {}, h('h2', {}, h('code', {}, `${method.toUpperCase()} ${path}`)), h('p', {}, `${operation.summary}.`),
        parameters(operation.parameters ?? []), body(operation)))));
}
