// node e2e/tiles.mjs URL CAMERA,CAMERA,… : what `bench page` measures of the wall and of playback, on cameras whose pictures carry their numbers.
// Asks for faults by lines {"fault","cameras"} and waits for a line in answer; says {"doing"}; the last line is the figures.
import { createInterface } from 'node:readline';
import { launchBrowser } from './browser.mjs';
import { installNumberReader } from './number-cells.mjs';

const [url, list] = process.argv.slice(2);
if (!url || !list) {
  console.error('usage: node e2e/tiles.mjs URL CAMERA,CAMERA,…');
  process.exit(2);
}
const cameras = list.split(',');
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (what) => console.log(JSON.stringify(what));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function fault(kind, ids) {
  say({ fault: kind, cameras: ids });
  await answers.next();
}

const at = (sorted, share) => (sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);
const numbers = (values) => values.toSorted((a, b) => a - b);

const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
const tileOf = (id) => `[data-testid="tile-${id}"]`;
const signals = () => page.$$eval('[data-testid^=tile-]', (tiles) => Object.fromEntries(tiles.map((tile) => [tile.dataset.testid.slice(5), tile.dataset.signal])));
const allLive = (ids, timeout) =>
  page.waitForFunction((wanted) => wanted.every((id) => document.querySelector(`[data-testid="tile-${id}"]`)?.dataset.signal === 'live'), ids, { timeout, polling: 100 });

async function open(query) {
  await page.goto(`${url}?lang=en&hotspot=0&${query}`);
  await page.evaluate(installNumberReader);
}

/** C3: how long the first picture of each tile took, and how far behind the pictures are. */
async function lag(seconds) {
  await allLive(cameras, 60_000);
  const firsts = numbers(await page.$$eval('[data-testid^=tile-] video', (videos) => videos.map((video) => Number(video.dataset.firstMs))));
  await sleep(5000);
  const all = [];
  let fewest = cameras.length;
  for (let i = 0; i < seconds * 5; i++) {
    await sleep(200);
    const now = await page.$$eval('[data-testid^=tile-][data-signal=live] video', (videos) => videos.map((video) => Number(video.dataset.lagMs)));
    fewest = Math.min(fewest, now.length);
    all.push(...now);
  }
  const sorted = numbers(all);
  return { tilesLive: fewest, firstPictureP95Ms: at(firsts, 0.95), lagP50Ms: at(sorted, 0.5), lagP95Ms: at(sorted, 0.95), lagMaxMs: at(sorted, 1) };
}

/** C7: some cameras go away for a few seconds; the others must play on, and all come back by themselves. */
async function kill(count) {
  const gone = cameras.slice(0, count);
  const others = cameras.slice(count);
  const origin = await page.evaluate(() => performance.timeOrigin);
  const AWAY = 8;
  await fault(`reboot:${AWAY}`, gone);
  const killed = Date.now();
  let disturbed = 0;
  let said = 0;
  while (Date.now() - killed < AWAY * 1000) {
    await sleep(250);
    const now = await signals();
    disturbed = Math.max(disturbed, others.filter((id) => now[id] !== 'live').length);
    said = Math.max(said, gone.filter((id) => now[id] === 'lost').length);
  }
  const back = killed + AWAY * 1000;
  await allLive(cameras, 40_000);
  const reloaded = (await page.evaluate(() => performance.timeOrigin)) !== origin;
  await fault('none', gone);
  return { disturbed, said, recoveredMs: Date.now() - back, reloaded };
}

/** C6: a camera that falls silent is first late, then without signal, and nowhere called live. */
async function cut(id) {
  const last = () => page.$eval(`${tileOf(id)} video`, (video) => Number(video.dataset.wallMs));
  await fault('stall', [id]);
  await page.waitForSelector(`${tileOf(id)}[data-signal=delayed]`, { timeout: 20_000 });
  const frame = await last();
  const delayedMs = Date.now() - frame;
  await page.waitForSelector(`${tileOf(id)}[data-signal=lost]`, { timeout: 20_000 });
  const lostMs = Date.now() - (await last());
  const text = await page.$eval(tileOf(id), (tile) => tile.textContent);
  await fault('none', [id]);
  await allLive([id], 60_000);
  return { delayedMs, lostMs, saysSince: /No signal since \d\d:\d\d:\d\d/.test(text), saysLive: /LIVE/.test(text) };
}

/**
 * C2: the numbers seen live on a tile are the truth; then its camera breaks off, the event of that is clicked, and playback has to show
 * the same numbers at the same moments, from five seconds before the event on.
 */
async function click(id) {
  await open(`grid=1&camera=${id}`);
  await allLive([id], 30_000);
  const firstPictureMs = await page.$eval(`${tileOf(id)} video`, (video) => Number(video.dataset.firstMs));
  await page.evaluate((tile) => (globalThis.truth = globalThis.noteNumbers(document.querySelector(`${tile} video`))), tileOf(id));
  await sleep(12_000);
  const known = await page.$$eval('[data-testid=event-row]', (rows) => rows.map((row) => row.dataset.eventId));
  await fault('reboot:3', [id]);
  const fresh = await page.waitForFunction(
    ({ before, camera }) => {
      const row = [...document.querySelectorAll('[data-testid=event-row]')].find((each) => !before.includes(each.dataset.eventId) && each.dataset.camera === camera);
      return row?.dataset.eventId;
    },
    { before: known, camera: id },
    { timeout: 60_000 },
  );
  const event = await fresh.jsonValue();
  await sleep(2000);
  const eventMs = await page.$eval(`[data-event-id="${event}"]`, (row) => Date.parse(row.dataset.time));
  const truth = await page.evaluate(() => globalThis.truth);
  const shown = await page.evaluate(async (eventId) => {
    const started = performance.now();
    document.querySelector(`[data-event-id="${eventId}"]`).click();
    const video = await new Promise((resolve) => {
      const look = () => {
        const element = document.querySelector('[data-testid="playback"] video');
        if (element === null) requestAnimationFrame(look);
        else resolve(element);
      };
      look();
    });
    const notes = globalThis.noteNumbers(video);
    const first = await new Promise((resolve) => {
      const look = () => (notes.length > 0 ? resolve(notes[0][2] - started) : setTimeout(look, 5));
      look();
    });
    await new Promise((resolve) => setTimeout(resolve, 3500));
    return { first, notes };
  }, event);
  return { firstPictureMs, eventMs, clickToPictureMs: Math.round(shown.first), ...compare(truth, shown.notes, eventMs) };
}

/** A moment differs by less than half a picture between live and recorded; the numbers have to be the same. */
function compare(truth, notes, eventMs) {
  let compared = 0;
  let wrong = 0;
  let worst = 0;
  for (const [wallMs, number] of notes) {
    const same = truth.reduce((best, each) => (Math.abs(each[0] - wallMs) < Math.abs(best[0] - wallMs) ? each : best), [Infinity, 0]);
    if (Math.abs(same[0] - wallMs) > 19) continue;
    compared++;
    if (same[1] !== number) wrong++;
    worst = Math.max(worst, Math.abs(same[1] - number));
  }
  const startOffMs = notes.length === 0 ? null : Math.round(notes[0][0] - (eventMs - 5000));
  return { numbersCompared: compared, numbersWrong: wrong, worstNumberOff: worst, startOffMs };
}

try {
  await open('grid=16');
  await page.waitForSelector('[data-testid=link-state][data-state=up]', { timeout: 30_000 });
  say({ doing: 'lag of the tiles' });
  const figures = { tiles: cameras.length, ...(await lag(20)), kills: [] };
  for (const count of [1, 8, 15].filter((each) => each < cameras.length || cameras.length === 1)) {
    say({ doing: `${count} of ${cameras.length} cameras away` });
    figures.kills.push({ count, ...(await kill(count)) });
  }
  say({ doing: 'a camera that falls silent' });
  figures.cut = await cut(cameras.at(-1));
  say({ doing: 'a click on an event' });
  figures.click = await click(cameras[1] ?? cameras[0]);
  say(figures);
} finally {
  await browser.close();
  answers.return?.();
  process.stdin.destroy();
}
