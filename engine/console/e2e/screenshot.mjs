// node e2e/screenshot.mjs URL OUT.png [--lang zh-CN] [--wait-events N] [--width 1920] [--height 1080] [--token T] [--playback]
// --playback: the newest event with a plate is clicked, and the picture is taken once its recording plays.
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lang: { type: 'string', default: 'en' },
    'wait-events': { type: 'string', default: '0' },
    width: { type: 'string', default: '1920' },
    height: { type: 'string', default: '1080' },
    token: { type: 'string' },
    playback: { type: 'boolean', default: false },
  },
});
const [url, out] = positionals;
if (!url || !out) {
  console.error('usage: node e2e/screenshot.mjs URL OUT.png [--lang zh-CN] [--wait-events N] [--width 1920] [--height 1080] [--token T] [--playback]');
  process.exit(2);
}

const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: Number(values.width), height: Number(values.height) } });
  const address = new URL(url);
  address.searchParams.set('lang', values.lang);
  await page.goto(address.href);
  if (values.token) {
    await page.locator('input[data-testid=login-token]').fill(values.token);
    await page.keyboard.press('Enter');
  }
  await page.waitForSelector('[data-testid^=tile-]', { timeout: 30_000 });
  await page.waitForFunction(() => [...document.querySelectorAll('[data-testid^=tile-]')].every((tile) => tile.dataset.signal !== 'waiting'), null, { timeout: 30_000 });
  await page.waitForFunction((n) => document.querySelectorAll('[data-testid=event-row]').length >= n, Number(values['wait-events']), { timeout: 300_000 });
  if (values.playback) {
    await page.locator('[data-event-type="org.gatehouse.passage.finalized.v1"]').first().click();
    await page.waitForSelector('[data-testid^="playback-"][data-picture=shown]', { timeout: 30_000 });
    await page.waitForTimeout(2500);
  }
  await page.waitForTimeout(1500);
  await page.screenshot({ path: out });
} finally {
  await browser.close();
}
