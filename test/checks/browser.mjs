// SPDX-License-Identifier: Apache-2.0
// The report page in Chromium: no console message, no request that leaves the file, no sideways scrolling.
// Its own check, because it needs a package of the system: installed when we may, else skipped loudly.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireProgram } from './system-package.mjs';
import { failure, NOTHING, plus, skip, success } from './totals.mjs';

const WIDTHS = [360, 1400];

export const browser = {
  name: 'browser',
  async run(context) {
    const reason = await requireProgram(context, 'chromium');
    if (reason !== undefined) return skip(context, reason);
    const page = await writePage(context);
    const { chromium } = await import('playwright-core');
    const started = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--no-first-run',
      ],
    });
    try {
      let totals = NOTHING;
      for (const width of WIDTHS) {
        const complaints = await look(started, page, width);
        for (const complaint of complaints) context.say(`${String(width)} px: ${complaint}`);
        totals = plus(totals, complaints.length === 0 ? success() : failure());
      }
      return totals;
    } finally {
      await started.close();
    }
  },
};

/** The example result's report, with names that are markup. */
async function writePage({ root, scratch }) {
  const { buildReport } = await import(pathToFileURL(join(root, 'dist/reports/index.js')).href);
  const { hostileInput } = await import(
    pathToFileURL(join(root, 'dist/reports/testing/example-variants.js')).href
  );
  const folder = join(scratch, 'page');
  for (const { path, content } of await buildReport(hostileInput())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return pathToFileURL(join(folder, 'report.html')).href;
}

async function look(started, url, width) {
  const complaints = [];
  const page = await started.newPage({ viewport: { width, height: 900 } });
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== url) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  const { scroll, client, charts } = await page.evaluate(() => ({
    scroll: globalThis.document.documentElement.scrollWidth,
    client: globalThis.document.documentElement.clientWidth,
    charts: globalThis.document.querySelectorAll('svg').length,
  }));
  if (scroll > client) complaints.push(`scrolls sideways: ${String(scroll)} px in ${String(client)} px`);
  if (charts < 3) complaints.push(`only ${String(charts)} charts on the page`);
  await page.close();
  return complaints;
}
