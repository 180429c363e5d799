// The page in headless Chromium, as a reader would use it, on a store made of the sample articles.
// node page_test.mjs LODE ARTICLES SCREENSHOTS; prints a line a test and ends with a count.
// Loads nothing from elsewhere: playwright-core drives the Chromium that Debian has.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const [lode, articles, shots] = process.argv.slice(2).map((one) => path.resolve(one));
const require = createRequire(path.join(process.env.LODE_NODE_MODULES ?? process.cwd(), 'x.js'));
const { chromium } = require('playwright-core');

const folder = mkdtempSync(path.join(tmpdir(), 'lode-page-'));
const store = path.join(folder, 'news.db');
// No two of the samples contradict each other: one more article does.
const denial = path.join(folder, 'denial.txt');
writeFileSync(denial, 'Whose chip it is\n\nTide Gazette\nSeptember 2, 2025\n\nOrvane Semiconductor does not design the Q40 accelerator.\n');
const loaded = spawnSync(lode, ['load', '--store', store, articles, denial, '--quiet'], { encoding: 'utf8' });
assert.equal(loaded.status, 0, loaded.stderr);
const mine = path.join(articles, '14-lovik.txt');
const joined = spawnSync(lode, ['load', '--store', store, mine, '--set', 'lovik only', '--quiet'], { encoding: 'utf8' });
assert.equal(joined.status, 0, joined.stderr);
const server = spawn(lode, ['serve', store, '--listen', '127.0.0.1:0'], { env: { ...process.env, LODE_TOKEN: 'page test' } });
let told = '';
server.stderr.on('data', (text) => process.stderr.write(text));
const address = await new Promise((resolve, reject) => {
  server.on('exit', () => reject(new Error('the server ended')));
  server.stdout.on('data', (text) => {
    told += text;
    const found = /at (http\S+?)#token=/.exec(told);
    if (found) resolve(found[1]);
  });
});

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
const context = await browser.newContext({ viewport: { width: 1060, height: 680 }, acceptDownloads: true, colorScheme: 'light' });
context.setDefaultTimeout(20_000);
const page = await context.newPage();
const faults = [];
page.on('pageerror', (error) => faults.push(String(error)));
page.on('console', (message) => {
  // A refused question is answered with a status; the browser reports that by itself.
  if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
});
page.on('request', (request) => { if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(address)) faults.push(`asked ${request.url()}`); });
mkdirSync(shots, { recursive: true });
const shot = (name) => page.screenshot({ path: path.join(shots, `${name}.png`) });
// waitForFunction would need eval, which the page's policy forbids.
const until = async (holds, argument) => {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 30)))
    if (await page.evaluate(holds, argument)) return;
  throw new Error(`never: ${holds}`);
};
const go = async (hash) => {
  await page.goto(`${address}${hash}`);
  await until(() => !document.getElementById('main').hasAttribute('aria-busy') && document.querySelector('main h1') !== null);
};
const title = () => page.locator('main h1').textContent();

let passed = 0, failed = 0;
async function test(name, run) {
  try {
    await run();
    assert.deepEqual(faults, []);
    ++passed;
    console.log(`ok    ${name}`);
  } catch (error) {
    ++failed;
    console.log(`FAIL  ${name}\n${error.stack}`);
    await shot(`failed-${failed}`).catch(() => {});
    faults.length = 0;
  }
}

await test('without the token the page says what to do', async () => {
  await go('');
  assert.match(await page.locator('main').textContent(), /wants a token/);
});

await test('who linked what to whom: three clicks to the sentence', async () => {
  await page.goto('about:blank');
  await go('#token=page%20test');
  assert.doesNotMatch(page.url(), /token/);
  await shot('serve-home');
  await page.getByRole('link', { name: /Who linked what to whom/ }).click();
  await page.locator('main table tbody tr').first().waitFor();
  await page.locator('main tbody tr').first().getByRole('button').first().click();
  await page.locator('aside mark.subject').first().waitFor();
  assert.match(await page.locator('aside').textContent(), /confidence/);
  await page.locator('aside a').first().click();
  await page.locator('article mark.chosen').first().waitFor();
});

await test('search completes names, by keyboard alone', async () => {
  await go('#/');
  await page.keyboard.press('/');
  await page.keyboard.type('astrid');
  await page.locator('#search-list [role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/entity/);
  await page.getByRole('heading', { level: 1, name: 'Astrid Holm' }).waitFor();
});

await test('search finds sentences', async () => {
  await go('#/search?q=cobalt');
  await page.locator('main .lines button').first().click();
  await page.locator('aside mark.sentence').first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('aside').isVisible(), false);
});

await test('search finds sentences in which nothing was read, in their article', async () => {
  await go('#/search?q=the');
  const link = page.locator('main .lines a').first();
  if (await link.count() === 0) return;  // all of the best have statements
  await link.click();
  await page.locator('article mark.chosen').first().waitFor();
});

await test('a set narrows what is shown, and stays from view to view', async () => {
  await go('#/articles');
  const told = () => page.locator('main p.quiet').first().textContent();
  assert.doesNotMatch(await told(), /^1 article$/);
  await page.locator('#set').selectOption('lovik only');
  await page.waitForURL(/\?set=lovik/);
  await until(() => [...document.querySelectorAll('main p.quiet')].some((one) => one.textContent === '1 article'));
  await page.getByRole('link', { name: 'Claims', exact: true }).click();
  await page.locator('main h1').waitFor();
  assert.match(page.url(), /\?set=lovik/);
  await page.locator('main .lines a, main tbody tr').first().waitFor();
  await page.locator('#set').selectOption('');
  await page.waitForURL((url) => url.search === '');
});

await test('an entity has types, names, lines under headings and what is most linked', async () => {
  await go('#/entity/Astrid%20Holm');
  assert.match(await page.locator('main').textContent(), /person/);
  assert.ok(await page.locator('main h2').count() >= 2);
  assert.ok(await page.locator('main .chip').count() >= 2);
  await shot('serve-entity');
  await page.locator('main .line').first().click();
  await page.locator('aside blockquote').first().waitFor();
});

await test('the graph grows by a click and shows the sentences of an edge', async () => {
  await go('#/graph/Lovik');
  const nodes = () => page.evaluate(() => document.querySelector('.graph').graph.nodes().length);
  const before = await nodes();
  const tap = (selector) => page.evaluate((which) => { document.querySelector('.graph').graph.elements(which)[0].emit('tap'); }, selector);
  await tap('node[name = "Nordhaven Batteries"]');
  await until((n) => document.querySelector('.graph').graph.nodes().length > n, before);
  await tap('edge');
  await page.locator('aside blockquote').first().waitFor();
  await shot('serve-graph');
});

await test('the graph is filtered, and draws what is denied apart', async () => {
  await go('#/graph/Lovik');
  const edges = await page.evaluate(() => document.querySelector('.graph').graph.edges().length);
  await page.getByText('Filters').click();
  await page.getByLabel('Denied').selectOption('negated');
  await page.waitForURL(/polarity=negated/);
  await until((n) => document.querySelector('.graph')?.graph && document.querySelector('.graph').graph.edges().length < n, edges);
  assert.deepEqual(await page.locator('.legend li').allTextContents(), ['said to be so', 'denied', 'rumored, possible, conditional', 'planned, demanded', 'former']);
  const drawn = await page.evaluate(() => document.querySelector('.graph').graph.edges().map((edge) => edge.style('line-style')));
  assert.ok(drawn.every((style) => style === 'dashed'), String(drawn));
});

await test('the graph is saved as PNG, SVG, CSV and GraphML', async () => {
  await go('#/graph/Lovik');
  for (const [name, front] of [['PNG', '\x89PNG'], ['SVG', '<svg'], ['CSV', 'source,'], ['GraphML', '<?xml']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    const bytes = readFileSync(await download.path(), 'latin1');
    assert.ok(bytes.startsWith(front), `${name}: ${bytes.slice(0, 40)}`);
    if (name === 'SVG' || name === 'GraphML')
      assert.equal(await page.evaluate((text) => new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror')?.textContent ?? '', Buffer.from(bytes, 'latin1').toString('utf8')), '');
  }
});

await test('the evidence says when something was', async () => {
  await go(`#/query?${new URLSearchParams({ text: 'acquired("Halden Industries", X)?' })}`);
  await page.getByRole('button', { name: 'The sentences of row 1' }).click();
  await page.locator('aside', { hasText: 'when: 2021' }).waitFor();
});

await test('two names are connected hop by hop', async () => {
  await go('#/path?from=Astrid%20Holm&to=Marit%20Solberg');
  await page.locator('.path').first().waitFor();
  await shot('serve-path');
  await page.locator('.path button').first().click();
  await page.locator('aside mark.sentence').first().waitFor();
  await go('#/path?from=Joseph%20Banda&to=Northern%20Wire');
  await page.locator('.path').first().waitFor();
  assert.match(await page.locator('main').textContent(), /goes through what stands in roles/);
});

await test('claims are turned page by page', async () => {
  await go('#/claims');
  const rows = page.locator('main tbody tr');
  assert.equal(await rows.count(), 200);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await until(() => document.querySelectorAll('main tbody tr').length > 200);
});

await test('the matrix opens its sentences', async () => {
  await go('#/matrix');
  await page.locator('table.matrix td button').first().click();
  await page.locator('aside blockquote').first().waitFor();
  await page.keyboard.press('Escape');
  await shot('serve-matrix');
});

await test('contradictions stand side by side', async () => {
  await go('#/conflicts');
  assert.ok(await page.locator('main .lines').count() >= 2);
  assert.match(await page.locator('main').textContent(), /independent source/);
});

await test('a question is completed, underlined where it is wrong, answered and in the address', async () => {
  await go('#/query');
  const area = page.getByLabel('The question');
  await area.fill('lin');
  await area.press('End');
  await area.pressSequentially('k');
  await page.locator('#complete-list [role=option]').first().waitFor();
  await area.press('Tab');
  assert.match(await area.inputValue(), /^linked-to/);
  await area.fill('siad(X, Y)?');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.locator('.problem.error').waitFor();
  assert.equal(await page.locator('.mirror mark').textContent(), 'siad');
  await area.fill('said(Who, Words) select Who, count(Words) as Times order by Times desc limit 8?');
  await area.press('Control+Enter');
  await page.locator('main tbody tr').first().waitFor();
  assert.match(page.url(), /query\?text=said/);
  await page.getByRole('button', { name: 'Chart' }).click();
  await page.locator('svg.chart rect').first().waitFor();
  await shot('serve-query');
});

await test('what a message tells to type is a click away', async () => {
  const area = page.getByLabel('The question');
  await go(`#/query?${new URLSearchParams({ text: 'siad(Who, Words)?' })}`);
  await page.locator('.problem button', { hasText: /^said$/ }).click();
  await page.locator('main tbody tr').first().waitFor();
  assert.equal(await area.inputValue(), 'said(Who, Words)?');
  await area.fill('Who owns Nordhaven?');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.locator('.problem button', { hasText: 'owns(Who, "Nordhaven")?' }).click();
  await page.locator('main tbody tr', { hasText: 'Halden Industries' }).waitFor();
  await area.fill('leads("Marit Solbergg", X)?');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.locator('.problem button', { hasText: 'Marit Solberg' }).click();
  await page.locator('main tbody tr').first().waitFor();
  assert.equal(await area.inputValue(), 'leads("Marit Solberg", X)?');
});

await test('a row of an answer leads to its sentences', async () => {
  await go(`#/query?${new URLSearchParams({ text: 'leads(Person, Firm), owns(Firm, Other)?' })}`);
  await page.getByRole('button', { name: 'The sentences of row 1' }).click();
  await page.locator('aside blockquote').nth(1).waitFor();
  await go(`#/query?${new URLSearchParams({ text: 'said(X, Y) select count() as N?' })}`);
  await page.getByRole('button', { name: 'The sentences of row 1' }).click();
  await page.getByText('nothing more is known').waitFor();
});

await test('how to ask is shown, and each form answers', async () => {
  await go('#/query');
  await page.getByText('How to ask').click();
  const forms = await page.locator('.forms button').allTextContents();
  assert.ok(forms.length >= 8);
  for (const form of forms) {
    await page.locator('.forms button', { hasText: form }).first().click();
    await until((hash) => location.hash === hash && !document.querySelector('main').textContent.includes('Asking …'), `#/query?${new URLSearchParams({ text: form })}`);
    if (form === forms[0]) await page.locator('.problem button').first().waitFor();
    else assert.ok(await page.locator('main section tbody tr').count() > 0, form);
  }
});

await test('an answer of two names is a graph too', async () => {
  await go(`#/query?${new URLSearchParams({ text: 'owns(Owner, Firm)?' })}`);
  await page.getByRole('button', { name: 'Graph' }).click();
  await page.locator('.graph canvas').first().waitFor();
});

await test('lode graph makes a page that works from a file', async () => {
  const file = path.join(folder, 'graph.html');
  const drawn = spawnSync(lode, ['graph', 'Lovik', '--depth', '2', '--format', 'html', '--store', store, '-o', file], { encoding: 'utf8' });
  assert.equal(drawn.status, 0, drawn.stderr);
  const alone = await context.newPage();
  const wrong = [];
  alone.on('pageerror', (error) => wrong.push(String(error)));
  alone.on('console', (message) => { if (message.type() === 'error') wrong.push(message.text()); });
  await alone.goto(`file://${file}`);
  await alone.locator('#graph canvas').first().waitFor();
  const nodes = await alone.evaluate(() => document.getElementById('graph').graph.nodes().length);
  assert.ok(nodes > 2, String(nodes));
  await alone.evaluate(() => { document.getElementById('graph').graph.edges()[0].emit('tap'); });
  await alone.locator('li.chosen blockquote').first().waitFor();
  assert.deepEqual(wrong, []);
  await alone.close();
});

await test('what an article says is shown as text, never as markup', async () => {
  await go('#/articles');
  await page.getByText('Add articles').click();
  await page.setInputFiles('#upload', { name: 'ferry.txt', mimeType: 'text/plain',
    buffer: Buffer.from('Ferry <img src=x onerror=alert(1)> sold\n\nWestline Ferries bought Oslo Docks <script>window.broken = 1</script> on Monday.\n') });
  await page.locator('main', { hasText: /ferry\.txt\s*: 1 article/ }).waitFor({ timeout: 20_000 });
  await page.getByRole('link', { name: /Ferry <img/ }).first().click();
  await page.locator('article').waitFor();
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator('main img').count(), 0);
});

await test('what programs can ask is a page', async () => {
  await go('#/');
  await page.getByRole('link', { name: 'what they can ask' }).click();
  await page.getByRole('heading', { level: 2, name: 'GET /api/path' }).waitFor();
  assert.match(await page.locator('main section', { hasText: 'POST /api/evidence' }).textContent(), /text string, needed.*row integer, needed/);
});

await test('every control has a name, and every view a heading', async () => {
  for (const hash of ['#/', '#/claims', '#/matrix', '#/path', '#/conflicts', '#/articles', '#/query', '#/api', '#/graph/Lovik', '#/entity/Lovik']) {
    await go(hash);
    assert.ok(await title());
    const nameless = await page.evaluate(() => [...document.querySelectorAll('a, button, input, select, textarea, [role=button]')]
      .filter((one) => one.checkVisibility?.() !== false)
      .filter((one) => !(one.textContent.trim() || one.ariaLabel || one.labels?.length || one.title)).map((one) => one.outerHTML));
    assert.deepEqual(nameless, [], hash);
  }
});

await test('a phone shows every view without a sideways scroll', async () => {
  await page.setViewportSize({ width: 390, height: 780 });
  for (const hash of ['#/', '#/claims?predicate=linked-to', '#/matrix', '#/path', '#/conflicts', '#/articles', '#/query', '#/api', '#/graph/Lovik', '#/entity/Lovik']) {
    await go(hash);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 1, `${hash} is ${wide} too wide`);
  }
  await go('#/claims');
  const card = await page.evaluate(() => ({
    views: [...document.querySelectorAll('.views a')].every((one) => one.getBoundingClientRect().right <= innerWidth),
    narrowest: Math.min(...[...document.querySelectorAll('.claims td > span')].map((one) => one.parentElement.clientWidth)),
  }));
  assert.ok(card.views, 'a view stands outside of the screen');
  assert.ok(card.narrowest > 300, `a cell is ${card.narrowest} wide`);
  await shot('serve-phone');
  await page.setViewportSize({ width: 1060, height: 680 });
});

await test('the commands of the docs are answered', async () => {
  const docs = readFileSync(new URL('../../docs/serve.md', import.meta.url), 'utf8');
  const commands = docs.match(/^curl .*$/gm);
  assert.ok(commands.length > 5);
  for (const command of commands) {
    const [, url] = /(localhost:8080[^'\s]*)/.exec(command);
    const body = /-d '(.*)'$/.exec(command)?.[1];
    const response = await fetch(url.replace('localhost:8080', address.replace(/\/$/, '')), {
      method: body ? 'POST' : 'GET', body, headers: { 'Content-Type': 'application/json', Authorization: 'Bearer page test' } });
    const text = await response.text();
    assert.equal(response.status, 200, `${command}\n${text}`);
    assert.doesNotMatch(text, /"(rows|edges|paths|claims|pairs|names)":\[\]/, command);
  }
});

await test('in the dark the page is dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await go('#/graph/Lovik');
  const [r, g, b] = (await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).match(/\d+/g).map(Number);
  assert.ok(r + g + b < 150);
  await shot('serve-dark');
});

await browser.close();
const ended = new Promise((resolve) => server.on('exit', resolve));
server.kill('SIGTERM');
const code = await ended;
if (code !== 0) { ++failed; console.log(`FAIL  the server ended with ${code}`); }
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
