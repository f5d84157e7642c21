// SPDX-License-Identifier: Apache-2.0
// The pages that are looked at: an example with names that are markup, one with everything under load, and twins without
// the policy.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Their addresses by name. */
export async function writePages({ root, scratch }) {
  const module = (path) => import(pathToFileURL(join(root, 'dist/reports', path)).href);
  const { buildReport } = await module('index.js');
  const { hostileInput } = await module('testing/example-variants.js');
  const { loadInput } = await module('testing/example-load.js');
  const { exampleInput } = await module('testing/example-result.js');
  const inputs = { hostile: hostileInput(), load: loadInput(), example: exampleInput() };
  const pages = {};
  for (const [name, input] of Object.entries(inputs)) {
    const folder = join(scratch, `page-${name}`);
    for (const { path, content } of await buildReport(input)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    pages[name] = pathToFileURL(join(folder, 'report.html')).href;
  }
  return pages;
}

/** The same page as a file beside it, changed. */
export function twin(url, name, change) {
  const place = new URL(name, url);
  writeFileSync(place, change(readFileSync(new URL(url), 'utf8')));
  return place.href;
}
