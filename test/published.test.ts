// SPDX-License-Identifier: Apache-2.0
// What is published is what its stored result and samples give, byte for byte, and nothing else lies beside it.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { writeReport } from '../bench/cli/report-files.ts';
import { readStoredRun } from '../bench/results/read-result.ts';
import { packedResultFile } from '../bench/results/run-folder.ts';
import { publishedFolders, publishedRoot } from './support/published.ts';
import { makeTempFolder } from './support/program.ts';

const folders = publishedFolders();

test('the index names every published folder, and no other', () => {
  assert.ok(folders.length > 0);
  assert.deepEqual(readdirSync(publishedRoot).sort(), [...folders, 'README.md'].sort());
});

for (const name of folders) {
  test(`${name}: its report comes out again, byte for byte`, async (t) => {
    const folder = join(publishedRoot, name);
    const again = makeTempFolder(t);
    const { result, kept } = await readStoredRun(folder);
    assert.ok(kept !== null, 'not a kept result');
    const written = await writeReport(result, folder, again, { kept });
    const files = written.map((path) => relative(again, path));
    assert.ok(files.includes('report.html') && files.includes('report.md'));
    const stored = [packedResultFile, ...kept.map(({ file }) => file)];
    assert.deepEqual(filesBelow(folder), [...files, ...stored].sort());
    const differing = files.filter(
      (file) => !readFileSync(join(folder, file)).equals(readFileSync(join(again, file))),
    );
    assert.deepEqual(differing, [], `npm run report -- reports/published/${name} writes them anew`);
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
