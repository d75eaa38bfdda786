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

/** How long it takes from a tile's beginning to its first picture: a still with its age, and live video; the slowest but a twentieth. */
async function opening() {
  await allLive(cameras, 60_000);
  const told = await page.$$eval('[data-testid^=tile-] video', (videos) => videos.map(({ dataset }) => [Number(dataset.stillMs ?? dataset.firstMs), Number(dataset.firstMs)]));
  return { stillMs: at(numbers(told.map(([still]) => still)), 0.95), liveMs: at(numbers(told.map(([, live]) => live)), 0.95) };
}

/** C3: how long the first picture of each tile took, and how far behind the pictures are. */
async function lag(seconds) {
  const first = await opening();
  // Their streams are kept open for a while: now each has its latest pictures at hand.
  await open('grid=16');
  const again = await opening();
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
  const opened = { firstStillP95Ms: first.stillMs, firstPictureP95Ms: first.liveMs, againPictureP95Ms: again.liveMs };
  return { tilesLive: fewest, ...opened, lagP50Ms: at(sorted, 0.5), lagP95Ms: at(sorted, 0.95), lagMaxMs: at(sorted, 1) };
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
    return { first, notes, passed: notes.passed };
  }, event);
  const startOffMs = shown.notes.length === 0 ? null : Math.round(shown.notes[0][0] - (eventMs - 5000));
  const played = compare(truth, shown.notes);
  const sought = compare(truth, await seeks(id, truth));
  return { firstPictureMs, clickToPictureMs: Math.round(shown.first), startOffMs, numbersPassed: shown.passed, played, sought };
}

/**
 * Live, a picture has the time when the server received it; recorded, its segment's first picture has, and the others follow by the camera's
 * own clock. So the two differ by what the first one came late, the same for all. Whoever differs by more than half a picture from that
 * is another picture than the page says.
 */
function compare(truth, notes) {
  const PICTURE_MS = 40;
  const live = new Map(truth.map(([wallMs, number]) => [number, wallMs]));
  const later = numbers(notes.filter(([, number]) => live.has(number)).map(([wallMs, number]) => wallMs - live.get(number)));
  const laterMs = at(later, 0.5);
  const off = later.map((each) => Math.abs(each - laterMs));
  return {
    compared: off.length,
    wrong: off.filter((each) => each > PICTURE_MS / 2).length,
    worst: Math.round(Math.max(0, ...off) / PICTURE_MS),
    laterMs: laterMs === null ? null : Math.round(laterMs),
  };
}

/** Goes to whole seconds of what was seen live, and from each a few pictures on and back; notes what is shown. */
async function seeks(id, truth) {
  const zone = (await (await page.request.get(new URL('api/v1/site', url).href)).json()).timeZone;
  const written = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const video = page.locator(`[data-testid="playback-${id}"] video`);
  const shown = () => video.evaluate((element) => [Number(element.dataset.wallMs), globalThis.lookAt(element)?.number ?? null]);
  /** Standing still, the picture counts once it has been the same for a while. */
  const settled = async (is) => {
    let before = await shown();
    for (let i = 0; i < 100; i++) {
      await sleep(80);
      const now = await shown();
      if (is(now[0]) && now[0] === before[0] && now[1] === before[1]) return now;
      before = now;
    }
    throw new Error(`sought, and ${before} is shown`);
  };
  await page.keyboard.press('k');
  const notes = [];
  const from = Math.ceil(truth[0][0] / 1000) + 1;
  const to = Math.floor(truth.at(-1)[0] / 1000) - 1;
  for (let second = to; second >= from; second -= 1) {
    await page.getByTestId('jump-time').fill(written.format(second * 1000));
    await page.keyboard.press('Enter');
    let note = await settled((wallMs) => wallMs <= second * 1000 && wallMs > second * 1000 - 45);
    notes.push(note);
    await page.evaluate(() => document.activeElement.blur());
    for (const key of ['.', '.', ',', ',', ',']) {
      const [old] = note;
      await page.keyboard.press(key);
      note = await settled((wallMs) => (key === '.' ? wallMs > old : wallMs < old));
      notes.push(note);
    }
  }
  return notes.filter(([, number]) => number !== null);
}

/**
 * Four cameras of one moment, while they play: how far apart the pictures are that they show. Of cameras that sent all the while: one that
 * has a gap rightly stands still while the others play on.
 */
async function inStep(ids, seconds) {
  await page.goto(`${url}?lang=en&view=playback&cameras=${ids.join(',')}&at=${new Date(Date.now() - 25_000).toISOString()}`);
  for (const id of ids) await page.waitForSelector(`[data-testid="playback-${id}"][data-picture=shown]`, { timeout: 20_000 });
  await page.waitForSelector('[data-testid=deck-state][data-playing=true][data-held=false]');
  await sleep(2000);
  const spreads = await page.evaluate(async (ms) => {
    const videos = [...document.querySelectorAll('[data-testid="playback"] video')];
    const found = [];
    for (const ends = performance.now() + ms; performance.now() < ends; await new Promise(requestAnimationFrame)) {
      const places = videos.map((video) => video.currentTime * 1000);
      found.push(Math.max(...places) - Math.min(...places));
    }
    return found;
  }, seconds * 1000);
  const sorted = numbers(spreads);
  return { cameras: ids.length, p95Ms: Math.round(at(sorted, 0.95)), maxMs: Math.round(at(sorted, 1)) };
}

try {
  await open('grid=16');
  await page.waitForSelector('[data-testid=link-state][data-state=up]', { timeout: 30_000 });
  say({ doing: 'lag of the tiles' });
  const figures = { tiles: cameras.length, ...(await lag(20)), kills: [] };
  say({ doing: JSON.stringify(figures) });
  for (const count of [1, 8, 15].filter((each) => each < cameras.length || cameras.length === 1)) {
    say({ doing: `${count} of ${cameras.length} cameras away` });
    figures.kills.push({ count, ...(await kill(count)) });
  }
  say({ doing: 'a camera that falls silent' });
  figures.cut = await cut(cameras.at(-1));
  say({ doing: 'a click on an event' });
  figures.click = await click(cameras[1] ?? cameras[0]);
  if (cameras.length >= 7) {
    say({ doing: 'four recorded cameras in step' });
    figures.inStep = await inStep(cameras.slice(-5, -1), 10);
  }
  say(figures);
} finally {
  await browser.close();
  answers.return?.();
  process.stdin.destroy();
}
