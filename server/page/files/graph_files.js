// The graph as files that other tools open.

const escape = (text) => String(text).replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`)
  // What XML has no way to write.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

// http://graphml.graphdrawing.org/specification.html
export function graphMl(cy) {
  const key = (id, on, type = 'string') => `<key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`;
  const data = (name, value) => `<data key="${name}">${escape(value)}</data>`;
  const nodes = cy.nodes().map((node) => `<node id="${escape(node.id())}">${data('name', node.data('name'))}${data('type', node.data('type'))}</node>`);
  const edges = cy.edges().map((edge) => {
    const line = edge.data('line');
    return `<edge source="${escape(edge.data('source'))}" target="${escape(edge.data('target'))}">${data('predicate', line.predicate)}${data('polarity', line.polarity)}${data('modality', line.modality)}${data('former', line.former)}${data('articles', line.articles)}${data('newest', line.newest)}</edge>`;
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    key('name', 'node'), key('type', 'node'), key('predicate', 'edge'), key('polarity', 'edge'), key('modality', 'edge'),
    key('former', 'edge', 'boolean'), key('articles', 'edge', 'int'), key('newest', 'edge'),
    '<graph edgedefault="directed">', ...nodes, ...edges, '</graph>', '</graphml>', ''].join('\n');
}

export function svgOf(cy, colour) {
  const box = cy.elements().boundingBox();
  const parts = [];
  cy.edges().forEach((edge) => {
    const a = edge.source().position(), b = edge.target().position();
    const dash = edge.hasClass('denied') ? '7 4' : edge.classes().length > 0 && !edge.hasClass('former') ? '2 3' : '';
    const paint = edge.style('line-color');
    parts.push(`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${escape(paint)}" stroke-width="${edge.data('width')}" stroke-dasharray="${dash}" opacity="${edge.hasClass('former') ? 0.45 : 1}"/>`,
      `<text x="${(a.x + b.x) / 2}" y="${(a.y + b.y) / 2}" font-size="9" text-anchor="middle" fill="${escape(colour('--quiet'))}">${escape(edge.data('label'))}</text>`);
  });
  cy.nodes().forEach((node) => {
    const { x, y } = node.position();
    parts.push(`<circle cx="${x}" cy="${y}" r="8" fill="${escape(colour('--accent'))}"/>`,
      `<text x="${x}" y="${y + 20}" font-size="11" text-anchor="middle" fill="${escape(colour('--ink'))}">${escape(node.data('name'))}</text>`);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x1 - 20} ${box.y1 - 20} ${box.w + 40} ${box.h + 40}" font-family="system-ui, sans-serif">\n${parts.join('\n')}\n</svg>\n`;
}
