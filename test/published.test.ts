// SPDX-License-Identifier: Apache-2.0
// What is published is what its stored result and samples give, byte for byte, and nothing else lies beside it.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { writeReport } from '../bench/cli/report-files.ts';
import { readStoredRun } from '../bench/results/read-result.ts';
import { packedResultFile } from '../bench/results/run-folder.ts';
import { levelOf } from '../bench/run/early-end.ts';
import { summariseRun } from '../bench/stats/run-summary.ts';
import { doubtsOfRun, withDoubts } from '../bench/validity/doubts-of-run.ts';
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

for (const name of folders) {
  test(`${name}: its rows, crossovers and doubts come out of its launches again`, async () => {
    const { result } = await readStoredRun(join(publishedRoot, name));
    const { cells, scenarios, launches, rows, crossovers, growths, doubts, environment } = result;
    const again = summariseRun({ cells, scenarios, launches, levelOf: (cell) => levelOf(cell, scenarios) });
    const found = doubtsOfRun({ cells, scenarios, launches, rows: again.rows, clock: environment.clock });
    assert.equal(JSON.stringify(withDoubts(again.rows, found)), JSON.stringify(rows));
    assert.equal(
      JSON.stringify([again.crossovers, again.growths, found]),
      JSON.stringify([crossovers, growths, doubts]),
    );
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
