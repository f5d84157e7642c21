// SPDX-License-Identifier: Apache-2.0
// The report of a run that counted silent failures: question 9, the section, and a whole page in every unhappy case.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SilentResults } from '../bench/results/silent.ts';
import { buildReport } from './index.ts';
import type { ReportInput } from './index.ts';
import { exampleInput } from './testing/example-result.ts';
import { exampleSilent, silentInput, silentWith, withSilent } from './testing/example-silent.ts';
import { hostileName } from './testing/example-variants.ts';
import { assertGoldenText } from './testing/golden.ts';
import { tell } from './testing/told.ts';
import { withoutScript } from './testing/without-script.ts';

async function page(input: ReportInput, path: string): Promise<string> {
  const file = (await buildReport(input)).find((each) => each.path === path);
  assert.ok(file !== undefined, path);
  return path.endsWith('.html') ? withoutScript(file.content) : file.content;
}

function inputWith(silent: SilentResults): ReportInput {
  const input = exampleInput();
  return { ...input, result: withSilent(input.result, silent) };
}

/** What the report has about silent failures: question 9, and the section where there is one. */
async function toldOf(input: ReportInput): Promise<string> {
  const markdown = await page(input, 'report.md');
  const [, question = ''] = /(### Question 9:[^]*?)### Question 10:/.exec(markdown) ?? [];
  const [, section = ''] = /(## Silent failures\n[^]*?)## Hazards\n/.exec(markdown) ?? [];
  assert.notEqual(question, '');
  return `${question}${section}`;
}

test('what is told of silent failures reads as before', async () => {
  assertGoldenText('silent-failures.md', await toldOf(silentInput()));
});

test('all readers agree on such a run, and the rest of its report is that of the run without', async () => {
  const { title, before, answer } = await tell(silentInput());
  const without = await tell(exampleInput());
  assert.deepEqual([title, before, answer], [without.title, without.before, without.answer]);
});

test('a run without them has no section, and says how to count them', async () => {
  const told = await toldOf(exampleInput());
  assert.doesNotMatch(told, /## Silent failures/);
  assert.match(told, /npm run bench -- --only scenario=silent-failures/);
});

test('a run of nothing else has measured something', async () => {
  const { result } = silentInput();
  const only = { ...result, rows: [], cells: [], launches: [], scenarios: [], crossovers: [], doubts: [] };
  const markdown = await page(
    { ...silentInput(), result: only, distributions: [], instantTimes: [] },
    'report.md',
  );
  assert.doesNotMatch(markdown, /Nothing was measured[:,]/);
  assert.match(markdown, /## Silent failures/);
});

const { launches } = exampleSilent();

describe('unhappy runs give a whole page', () => {
  const failure = { code: 'EMFILE', operation: 'memfd_create', text: 'the table is full' };
  const cases: Readonly<Record<string, readonly [SilentResults, RegExp]>> = {
    'a quick run: two blocks': [
      exampleSilent(2),
      /`naive push`: 2 blocks are too few \(10 are asked for\), so nothing is claimed/,
    ],
    'every launch failed': [
      silentWith(
        launches.map((one) => ({
          ...one,
          status: 'failed',
          failure,
          ledger: null,
          leaked: null,
          transfers: 0,
        })),
        12,
      ),
      /288 launches failed, and are in no number/,
    ],
    interrupted: [
      {
        ...exampleSilent(),
        cells: exampleSilent().cells.map((cell) => ({ ...cell, endedBy: 'interrupted' })),
      },
      /The run was interrupted: fewer transfers are here than were planned/,
    ],
    'a safe transfer that lost something': [
      silentWith(
        launches.map((one) => {
          const isIt = one.arm === 'safe pull' && one.condition === 'quiet' && one.block === 0;
          const { ledger } = one;
          return isIt && ledger !== null
            ? {
                ...one,
                ledger: { ...ledger, lost: 1, right: ledger.right - 1, whole: ledger.whole - 1, spoiled: 1 },
              }
            : one;
        }),
        12,
      ),
      /\*\*A fault was found:\*\* `safe pull` did under `quiet` what a safe transfer must never do/,
    ],
    'unpinned, one arm only': [
      {
        ...silentWith(
          launches.filter(({ arm }) => arm === 'naive push'),
          12,
        ),
        cpus: { donor: null, receiver: null },
      },
      /the donor ran unpinned, the receiver unpinned/,
    ],
  };
  for (const [name, [silent, expected]] of Object.entries(cases)) {
    test(name, async () => {
      const input = inputWith(silent);
      assert.match(await toldOf(input), expected);
      assert.doesNotMatch(await page(input, 'report.html'), /undefined|NaN|Infinity|\[object/);
    });
  }

  test('nothing is claimed of two blocks', async () => {
    assert.doesNotMatch(await toldOf(inputWith(exampleSilent(2))), /nothing truncated, lost or swapped in/);
  });

  test('what was left out is told with its remedy', async () => {
    const { result, ...rest } = silentInput();
    const skip = {
      scenario: 'silent-failures',
      placement: null,
      arm: 'naive pull',
      point: null,
      reason: 'EPERM in pidfd_getfd',
      remedy: 'be the same user',
    };
    const told = await toldOf({ ...rest, result: { ...result, skips: [skip] } });
    assert.match(told, /`naive pull`: not measured here \(EPERM in pidfd_getfd\); be the same user/);
  });
});

test('arms and conditions with hostile names are text', async () => {
  const named = (name: string): string => JSON.stringify(`${name}${hostileName}`);
  const json = JSON.stringify(exampleSilent())
    .replaceAll('"naive pull"', named('naive pull'))
    .replaceAll('"churn-1k"', named('churn-1k'));
  const input = inputWith(JSON.parse(json) as SilentResults);
  const html = await page(input, 'report.html');
  assert.doesNotMatch(html, /<script>alert|<img src=x|onerror=alert\(2\)>/);
  assert.doesNotMatch(await toldOf(input), /<(?!\/?code>)|^# heading|^- item$/m);
});
