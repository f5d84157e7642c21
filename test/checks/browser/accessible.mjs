// SPDX-License-Identifier: Apache-2.0
// axe-core finds no violation of WCAG 2.2 A and AA, light and dark. In a twin whose page has no language it does, so the
// check can fail.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { opened } from './opened.mjs';
import { twin } from './pages.mjs';

/** Read when it is used: when the checks are listed, nothing is installed yet. */
function axe() {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}

export const accessible = {
  name: 'accessible, light and dark',
  async complaintsOf(browser, pages) {
    const found = [];
    for (const [name, url] of Object.entries(pages)) {
      for (const colorScheme of ['light', 'dark']) {
        for (const violation of await violations(browser, url, colorScheme)) {
          found.push(`${name}, ${colorScheme}: ${violation}`);
        }
      }
    }
    const mute = twin(pages.example, 'without-language.html', (html) =>
      html.replace('<html lang="en">', '<html>'),
    );
    if ((await violations(browser, mute, 'light')).length === 0)
      found.push('a page without a language passes');
    return found;
  },
};

function violations(browser, url, colorScheme) {
  return opened(browser, url, { colorScheme }, async (page) => {
    await page.evaluate(axe());
    const { violations: found } = await page.evaluate(() => globalThis.axe.run(globalThis.document));
    return found.map(({ id, help, nodes }) => `${id} (${help}): ${nodes[0]?.html.slice(0, 200) ?? ''}`);
  });
}
