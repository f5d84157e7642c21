// SPDX-License-Identifier: Apache-2.0
// Read as a stranger: each figure of the published article is a number of its result, of the row that its line names.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readStoredRun } from '../bench/results/read-result.ts';
import { formatBytes, formatCount } from '../reports/format.ts';
import { publishedFolders, publishedRoot } from './support/published.ts';
import type { Unit } from './traces/article-units.ts';
import { figuresOf, isCaption, unitsOf } from './traces/article-units.ts';
import { readTails } from './traces/tails.ts';
import { makeTracer } from './traces/trace-article.ts';

const [name = ''] = publishedFolders();
const { result, kept } = await readStoredRun(join(publishedRoot, name));
const ofFiles = (kept ?? []).flatMap(({ bytes, launches }) => [formatBytes(bytes), formatCount(launches)]);
const tails = await readTails(result, join(publishedRoot, name), kept ?? []);
const untraced = makeTracer(result, ofFiles, tails);
const units = unitsOf(readFileSync(join(publishedRoot, name, 'report.md'), 'utf8'));

test('each figure of the published article is a number of its result', () => {
  const found = units.flatMap((unit) =>
    untraced(unit).map(
      (figure) => `report.md:${String(unit.line)}: "${figure}" in: ${unit.text.slice(0, 200)}`,
    ),
  );
  assert.deepEqual(found, []);
  // None of this was read in vain.
  assert.ok(units.flatMap(({ text }) => figuresOf(text)).length > 3000);
});

describe('a figure that is another is found', () => {
  // Every so many digits, so that all parts of the article come up and the test does not take long.
  const step = 29;

  /** Share of changed digits that are found; the rest happens to be another number of the same place. */
  function shareFound(those: (unit: Unit) => boolean): { readonly share: number; readonly tried: number } {
    const changed = units.filter(those).flatMap((unit) =>
      [...unit.text.matchAll(/\d/g)].map(({ index }): Unit => {
        const other = String((Number(unit.text[index]) + 3) % 10);
        return { ...unit, text: unit.text.slice(0, index) + other + unit.text.slice(index + 1) };
      }),
    );
    const tried = changed.filter((_, index) => index % step === 0);
    return {
      share: tried.filter((unit) => untraced(unit).length > 0).length / tried.length,
      tried: tried.length,
    };
  }

  test('in tables nineteen of twenty changed digits', () => {
    const { share, tried } = shareFound(({ cell }) => cell !== null);
    assert.ok(tried > 300 && share > 0.95, `${String(share)} of ${String(tried)}`);
  });

  test('in sentences and captions most', () => {
    const { share, tried } = shareFound(({ cell }) => cell === null);
    assert.ok(tried > 30 && share > 0.6, `${String(share)} of ${String(tried)}`);
  });

  test('the right figure in the wrong row', () => {
    const cells = units.filter(({ cell, under }) => cell?.column === 'p50' && under[0] === '## The numbers');
    const swapped = cells.flatMap((unit, index) => {
      const text = cells[index + 1]?.text ?? '';
      return /\d/.test(text) && text !== unit.text ? [{ ...unit, text }] : [];
    });
    const passed = swapped.filter((unit) => untraced(unit).length === 0);
    assert.ok(swapped.length > 100);
    assert.deepEqual(
      passed.map(({ line }) => line),
      [],
    );
  });

  test('a figure more, in a table, a sentence and a caption', () => {
    for (const those of [
      ({ cell }: Unit) => cell?.column === 'p50',
      isSentence,
      ({ text }: Unit) => isCaption(text),
    ]) {
      const unit = units.find(those);
      assert.ok(unit !== undefined);
      assert.deepEqual(untraced({ ...unit, text: `${unit.text} 12.345 ms` }), ['12.345 ms']);
    }
  });
});

function isSentence({ cell, text }: Unit): boolean {
  return cell === null && text.startsWith('- ');
}
