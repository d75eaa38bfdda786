// The page in Debian's Chromium: against the fake engine, or, with GATEHOUSE_URL set, what can be asked of a real one.
// GATEHOUSE_TOKEN is used where the real engine asks for a token.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { startFakeEngine } from '../test/fake-engine.mjs';
import { launchBrowser } from './browser.mjs';

const real = process.env.GATEHOUSE_URL;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const onFake = { skip: real ? 'needs the fake engine: unset GATEHOUSE_URL' : false };

let browser;
let engine;
let page;
let url;
const strangers = [];
const complaints = [];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const tile = (id) => page.locator(`[data-testid="tile-${id}"]`);
const signal = (id, kind, timeout = 10_000) => page.waitForSelector(`[data-testid="tile-${id}"][data-signal="${kind}"]`, { timeout });

async function open(address = url, query = 'lang=en') {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, bypassCSP: false });
  page = await context.newPage();
  const { origin } = new URL(address);
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('blob:')) strangers.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(address).host) strangers.push(socket.url());
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${address}?${query}`);
  if (real && process.env.GATEHOUSE_TOKEN) await logIn(process.env.GATEHOUSE_TOKEN);
  return context;
}

async function logIn(token) {
  await page.locator('input[data-testid=login-token]').fill(token);
  await page.keyboard.press('Enter');
}

async function violations(where) {
  // Playwright evaluates outside the page's content security policy, so axe need not be one of the page's files.
  await page.evaluate((source) => new Function(source)(), readFileSync(axe, 'utf8'));
  const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  return result.violations.map(({ id, impact, nodes }) => `${where}: ${id} (${impact}) ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

before(async () => {
  browser = await launchBrowser();
  engine = real ? null : await startFakeEngine({ prefix: '/gate/' });
  url = real ?? engine.url;
});

after(async () => {
  await browser?.close();
  await engine?.close();
});

describe('the wall', { concurrency: false }, () => {
  let context;
  before(async () => {
    context = await open();
  });
  after(() => context.close());

  it('plays live video in every tile', async () => {
    await page.waitForSelector('[data-testid^=tile-][data-signal=live]', { timeout: 20_000 });
    if (!real) for (const id of ['gate-in', 'gate-out', 'walk-in', 'street']) await signal(id, 'live');
    const look = () =>
      page.$$eval('[data-testid^=tile-][data-signal=live] video', (videos) => videos.map((video) => [video.videoWidth, video.currentTime]));
    const first = await look();
    await sleep(1500);
    const second = await look();
    for (const [i, [width, time]] of second.entries()) {
      assert.ok(width > 0, 'the video has a picture');
      assert.ok(time > first[i][1] + 0.8, `the video advances (${first[i][1]} -> ${time})`);
    }
    assert.equal(await page.getByTestId('link-state').getAttribute('data-state'), 'up');
  });

  it('stays less than a second behind', onFake, async () => {
    const text = await page.getByTestId('lag-gate-in').innerText();
    assert.ok(Number.parseFloat(text) < 1, `lag is ${text}`);
  });

  it('shows an event with its picture as it comes', { timeout: 180_000 }, async () => {
    const seen = await page.getByTestId('event-row').count();
    const event = engine?.emitPassage({ text: '粤B58C21' });
    const emitted = Date.now();
    const row = event ? page.locator(`[data-event-id="${event.id}"]`) : page.getByTestId('event-row').first();
    if (!event) await page.waitForFunction((n) => document.querySelectorAll('[data-testid=event-row]').length > n, seen, { timeout: 170_000 });
    const crop = row.getByTestId('event-crop').first();
    await crop.waitFor();
    await page.waitForFunction((image) => image.complete && image.naturalWidth > 0, await crop.elementHandle());
    if (!event) return;
    assert.equal(await row.getByTestId('plate-text').innerText(), '粤B58C21');
    assert.ok(Date.now() - emitted < 2000, 'within two seconds, on a busy machine');
  });

  it('opens an event by keyboard and goes back to its row', onFake, async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('event-detail').waitFor();
    assert.match(await page.getByTestId('event-detail').innerText(), /Characters/);
    assert.deepEqual(await violations('details'), []);
    await page.keyboard.press('Escape');
    await page.getByTestId('event-detail').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'event-row');
  });

  it('plays the recording at an event, marked as playback', onFake, async () => {
    const event = engine.emitPassage();
    await page.locator(`[data-event-id="${event.id}"]`).click();
    await page.getByRole('button', { name: /Play the recording/ }).click();
    const video = page.locator('[data-testid=playback] video');
    await video.waitFor();
    await page.waitForFunction((element) => element.currentTime > 1 && element.videoWidth > 0, await video.elementHandle());
    assert.match(await page.getByTestId('playback').innerText(), /PLAYBACK/);
    await page.keyboard.press('Escape');
    await page.getByTestId('event-detail').waitFor({ state: 'detached' });
  });

  it('never calls a dead camera live, and recovers by itself', onFake, async () => {
    engine.setCamera('gate-out', 'waiting', 'no answer; next attempt in 4 s');
    await signal('gate-out', 'delayed', 5000);
    await signal('gate-out', 'lost', 8000);
    const text = await tile('gate-out').innerText();
    assert.match(text, /No signal since \d\d:\d\d:\d\d/);
    assert.doesNotMatch(text, /LIVE/);
    assert.equal(await tile('gate-in').getAttribute('data-signal'), 'live');
    assert.match(await page.locator('[data-testid^=camera-]').first().innerText(), /Reconnecting/);
    engine.setCamera('gate-out', 'streaming');
    await signal('gate-out', 'live', 10_000);
  });

  it('rebuilds the player after bytes that are no video', onFake, async () => {
    const video = await tile('gate-in').locator('video').elementHandle();
    const before = await video.evaluate((element) => element.src);
    engine.garble('gate-in');
    await page.waitForFunction(([element, src]) => element.src !== src, [video, before]);
    await page.waitForFunction((element) => element.videoWidth > 0 && element.readyState >= 3, video);
    await signal('gate-in', 'live');
  });

  it('says that the link is lost, and catches up after it', onFake, async () => {
    engine.mute(true);
    engine.cutFeed();
    await page.getByTestId('link-bar').waitFor({ timeout: 15_000 });
    assert.match(await page.getByTestId('link-bar').innerText(), /are \d+ s old/);
    const missed = engine.emitPassage({ text: '沪C21F13' });
    engine.mute(false);
    await page.locator(`[data-event-id="${missed.id}"]`).waitFor({ timeout: 20_000 });
    await page.getByTestId('link-bar').waitFor({ state: 'detached' });
  });

  it('has no WCAG A or AA violation, and speaks both languages without a reload', async () => {
    const time = await page.evaluate(() => performance.timeOrigin);
    assert.deepEqual(await violations('wall, en'), []);
    await page.getByTestId('language').getByText('中文').click();
    await page.getByRole('heading', { name: '事件' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
    assert.match(page.url(), /lang=zh-CN/);
    assert.equal(await page.evaluate(() => performance.timeOrigin), time, 'no reload');
    assert.deepEqual(await violations('wall, zh-CN'), []);
    await page.goto(url);
    if (real && process.env.GATEHOUSE_TOKEN) await page.waitForTimeout(500);
    await page.getByRole('heading', { name: '事件' }).waitFor();
    await page.keyboard.press('Shift+L');
    await page.getByRole('heading', { name: 'Events' }).waitFor();
  });

  it('obeys the keys for help and grid', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(400);
    assert.deepEqual(await violations('keys'), []);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('1');
    await page.waitForFunction(() => document.querySelectorAll('[data-testid^=tile-]').length === 1);
    assert.match(page.url(), /grid=1/);
  });
});

describe('an engine with an access token', onFake, () => {
  let guarded;
  let context;
  before(async () => {
    guarded = await startFakeEngine({ cameras: 1, token: 'right' });
    context = await open(guarded.url);
  });
  after(async () => {
    await context?.close();
    await guarded?.close();
  });

  it('asks for the token, refuses a wrong one and lets the right one in', async () => {
    await page.getByTestId('login').waitFor();
    assert.deepEqual(await violations('login'), []);
    await logIn('wrong');
    await page.getByText('That token is not right.').waitFor();
    await logIn('right');
    await signal('gate-in', 'live', 15_000);
  });
});

it('asks nobody but its own server, and breaks no policy', () => {
  assert.deepEqual(strangers, []);
  assert.deepEqual(complaints, []);
});
