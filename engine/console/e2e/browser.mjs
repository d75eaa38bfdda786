import { chromium } from 'playwright-core';

/** Debian's Chromium, kept from talking to anyone but the page's own server. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.GATEHOUSE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
