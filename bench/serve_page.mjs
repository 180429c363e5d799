// How long the page takes on a large store: node serve_page.mjs ADDRESS; the third of five tries,
// sorted. The store and the browser are warm but for the first try.

import { createRequire } from 'node:module';
import path from 'node:path';

const address = process.argv[2];
const require = createRequire(path.join(process.env.LODE_NODE_MODULES, 'x.js'));
const { chromium } = require('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });

const stats = await (await fetch(`${address}api/stats`)).json();
const facts = async (one) => (await (await fetch(`${address}api/entity?id=${one.entity.id}&limit=0`)).json()).statements;
const pages = [];
for (const one of stats.top) pages.push({ id: one.entity.id, statements: await facts(one) });
const nearest = (n) => pages.reduce((a, b) => (Math.abs(b.statements - n) < Math.abs(a.statements - n) ? b : a));
const large = nearest(5000);

async function time(hash, ready) {
  const took = [];
  for (let i = 0; i < 5; ++i) {
    await page.goto('about:blank');
    const begin = performance.now();
    await page.goto(`${address}${hash}`, { waitUntil: 'commit' });
    while (!(await page.evaluate(ready).catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 5));
    took.push(performance.now() - begin);
  }
  return `${took.toSorted((a, b) => a - b)[2].toFixed(0)} ms (first ${took[0].toFixed(0)} ms)`;
}

console.log(`${stats.articles} articles, ${stats.statements} statements`);
console.log(`the beginning: ${await time('#/', () => document.querySelectorAll('.card').length > 0)}`);
const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
console.log(`first contentful paint: ${paint?.toFixed(0)} ms`);
console.log(`a name with ${large.statements} statements: ${await time(`#/entity/${large.id}`, () => document.querySelectorAll('main .line').length > 0)}`);
const graph = `#/graph/${large.id}?limit=500`;
console.log(`its graph of 500 links: ${await time(graph, () => (document.querySelector('.graph')?.graph?.edges().length ?? 0) > 0)}`);
console.log(`${await page.evaluate(() => document.querySelector('.graph').graph.nodes().length)} names in it`);
await browser.close();
