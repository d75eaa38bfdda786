// node e2e/event-latency.mjs URL SECONDS [--token T]: opens the page on a running engine and measures, for each event that comes in,
// the time from its acceptance (the milliseconds in its UUIDv7 id; page and engine share a clock) to its row drawn with the picture decoded.
// Last line: {"events":N,"p50Ms":…,"p95Ms":…,"maxMs":…}
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { token: { type: 'string' } } });
const [url, seconds] = [positionals[0], Number(positionals[1])];
if (!url || !(seconds > 0)) {
  console.error('usage: node e2e/event-latency.mjs URL SECONDS [--token T]');
  process.exit(2);
}

/** Runs in the page. Rows that were there before (history) are not counted. */
function watchRows() {
  const known = new Set();
  globalThis.latencies = [];
  const acceptedAt = (id) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const measure = async (row) => {
    const crop = row.querySelector('[data-testid=event-crop]');
    if (crop !== null) await crop.decode();
    await drawn();
    globalThis.latencies.push(Date.now() - acceptedAt(row.dataset.eventId));
  };
  const look = (count) => {
    for (const row of document.querySelectorAll('[data-testid=event-row]')) {
      if (known.has(row.dataset.eventId)) continue;
      known.add(row.dataset.eventId);
      if (count) void measure(row).catch(() => undefined);
    }
  };
  look(false);
  new MutationObserver(() => look(true)).observe(document.querySelector('[data-feed-list]'), { childList: true });
}

const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(url);
  if (values.token) {
    await page.locator('input[data-testid=login-token]').fill(values.token);
    await page.keyboard.press('Enter');
  }
  await page.waitForSelector('[data-testid=link-state][data-state=up]', { timeout: 30_000 });
  await page.waitForSelector('[data-feed-list][data-loaded=true]', { timeout: 30_000, state: 'attached' });
  await page.evaluate(watchRows);
  await page.waitForTimeout(seconds * 1000);
  const found = (await page.evaluate(() => globalThis.latencies)).sort((a, b) => a - b);
  const at = (share) => (found.length === 0 ? null : found[Math.min(found.length - 1, Math.ceil(share * found.length) - 1)]);
  console.log(JSON.stringify({ events: found.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) }));
} finally {
  await browser.close();
}
