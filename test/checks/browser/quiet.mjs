// SPDX-License-Identifier: Apache-2.0
// At every width: no console message, no request that leaves the file, no sideways scrolling.

import { opened } from './opened.mjs';

const WIDTHS = [360, 768, 1400, 1920];

export const quiet = {
  name: 'quiet, at every width',
  async complaintsOf(browser, pages) {
    const found = [];
    for (const [name, url] of Object.entries(pages)) {
      for (const width of WIDTHS) {
        for (const complaint of await look(browser, url, width)) {
          found.push(`${name}, ${String(width)} px: ${complaint}`);
        }
      }
    }
    return found;
  },
};

function look(browser, url, width) {
  return opened(browser, url, { viewport: { width, height: 900 } }, async (page, complaints) => {
    const { scroll, client, charts } = await page.evaluate(() => ({
      scroll: globalThis.document.documentElement.scrollWidth,
      client: globalThis.document.documentElement.clientWidth,
      charts: globalThis.document.querySelectorAll('figure svg').length,
    }));
    if (scroll > client) complaints.push(`scrolls sideways: ${String(scroll)} px in ${String(client)} px`);
    if (charts < 3) complaints.push(`only ${String(charts)} charts on the page`);
    return complaints;
  });
}
