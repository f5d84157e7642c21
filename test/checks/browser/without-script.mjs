// SPDX-License-Identifier: Apache-2.0
// With JavaScript off everything is there that is to be read, and no button that would do nothing.

import { opened } from './opened.mjs';

export const withoutScript = {
  name: 'whole without JavaScript',
  async complaintsOf(browser, pages) {
    const found = [];
    for (const [name, url] of Object.entries(pages)) {
      const [on, off] = [await content(browser, url, true), await content(browser, url, false)];
      for (const part of ['text', 'charts', 'marks']) {
        if (on[part] !== off[part]) found.push(`${name}: ${part} differ without JavaScript`);
      }
      if (off.buttons !== 0) found.push(`${name}: ${String(off.buttons)} buttons without JavaScript`);
      if (on.buttons === 0) found.push(`${name}: no buttons with JavaScript`);
      if (off.text.length < 5000) found.push(`${name}: only ${String(off.text.length)} characters`);
    }
    return found;
  },
};

function content(browser, url, javaScriptEnabled) {
  return opened(browser, url, { javaScriptEnabled }, async (page) => {
    // By the browser's own interface: without JavaScript nothing may be evaluated in the page.
    const html = await page.content();
    const text = html
      .replace(/<div class="tools">.*?<\/div>|<div id="tip".*?<\/div>|<(script|style)\b.*?<\/\1>/gs, ' ')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
    const count = (pattern) => html.match(pattern)?.length ?? 0;
    return {
      text,
      charts: count(/<svg /g),
      marks: count(/ data-tip="/g),
      buttons: count(/<button\b/g),
    };
  });
}
