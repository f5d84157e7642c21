// SPDX-License-Identifier: Apache-2.0
// The report of a run with live handovers: its section, its charts, and a whole page in every unhappy case.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HandoverResults } from '../bench/results/handover.ts';
import { makeCharts } from './charts/index.ts';
import { compileChart } from './charts/render.ts';
import { buildReport } from './index.ts';
import type { ReportInput } from './index.ts';
import { exampleHandovers, handoverInput, withHandovers } from './testing/example-handovers.ts';
import { exampleInput } from './testing/example-result.ts';
import { hostileName } from './testing/example-variants.ts';
import { assertGoldenText } from './testing/golden.ts';
import { tell } from './testing/told.ts';
import { withoutScript } from './testing/without-script.ts';

async function page(input: ReportInput, path: string): Promise<string> {
  const file = (await buildReport(input)).find((each) => each.path === path);
  assert.ok(file !== undefined, path);
  return path.endsWith('.html') ? withoutScript(file.content) : file.content;
}

function inputWith(change: (handovers: HandoverResults) => HandoverResults): ReportInput {
  const input = exampleInput();
  return { ...input, result: withHandovers(input.result, change(exampleHandovers())) };
}

/** What the report has about live handovers: question 3, the section, and of the ninth claim. */
async function toldOf(input: ReportInput): Promise<string> {
  const markdown = await page(input, 'report.md');
  const [, question = ''] = /(### Question 3:[^]*?)### Question 4:/.exec(markdown) ?? [];
  const [, section = ''] = /(## Live handover\n[^]*?)## Hazards\n/.exec(markdown) ?? [];
  const [claim = ''] = /^.*\bC9\b.*$/m.exec(markdown) ?? [];
  assert.ok(question !== '' && section !== '');
  return `${question}${section}${claim}\n`;
}

test('what is told of live handovers reads as before', async () => {
  assertGoldenText('live-handover.md', await toldOf(handoverInput()));
});

test('all readers agree on such a run, and the rest of its report is that of the run without', async () => {
  const { title, before, answer } = await tell(handoverInput());
  const without = await tell(exampleInput());
  assert.deepEqual([title, before, answer], [without.title, without.before, without.answer]);
});

test('each chart stands once, that of question 3 below its answer', async () => {
  const { charts } = makeCharts(handoverInput());
  const own = charts.filter(({ id }) => id.startsWith('handover-'));
  assert.deepEqual(
    own.map(({ id }) => id),
    [
      'handover-ledger-handover-rates',
      'handover-ledger-handover-listeners',
      'handover-ledger-handover-streams',
      'handover-ledger-handover-faults',
      'handover-ledger-handover-peers',
      'handover-timeline-handover-rates',
      'handover-cost-handover-listeners',
    ],
  );
  const markdown = await page(handoverInput(), 'report.md');
  for (const { file } of own) assert.equal(markdown.split(`](${file})`).length, 2, file);
  const question = markdown.slice(markdown.indexOf('### Question 3'), markdown.indexOf('### Question 4'));
  assert.match(question, /\]\(charts\/handover-ledger-handover-rates\.svg\)/);
  const section = markdown.slice(markdown.indexOf('## Live handover'), markdown.indexOf('## Hazards'));
  assert.match(section, /\]\(charts\/handover-timeline-handover-rates\.svg\)/);
});

test('a run without handovers has none of their charts, and says how to measure them', async () => {
  const { charts, missing } = makeCharts(exampleInput());
  assert.ok(![...charts, ...missing].some(({ title }) => title.includes('handover')));
  const told = await toldOf(exampleInput());
  assert.equal(told.split('npm run bench -- --only scenario=handover-rates').length, 3);
  assert.doesNotMatch(told, /C9/);
});

describe('unhappy runs give a whole page', () => {
  const cases: Readonly<Record<string, readonly [(all: HandoverResults) => HandoverResults, RegExp]>> = {
    'a quick run: two handovers of each arm': [
      () => exampleHandovers(2),
      /\*\*10,000 connections a second:\*\* Nothing is claimed: no arm has ten handovers that ended well/,
    ],
    'every handover failed': [
      (all) => ({
        ...all,
        handovers: all.handovers.map((one) => ({
          ...one,
          status: 'failed',
          failure: { code: 'VOID', operation: 'x', text: 'y' },
        })),
        rows: all.rows.map((row) => ({ ...row, handovers: 0, handoversFailed: 12, begunPerSecond: null })),
      }),
      /Handovers that failed or were void/,
    ],
    interrupted: [
      (all) => ({ ...all, cells: all.cells.map((cell) => ({ ...cell, endedBy: 'interrupted' })) }),
      /The run was interrupted: fewer handovers are here than were planned/,
    ],
    'not carried anywhere': [
      (all) => ({
        ...all,
        rows: all.rows.map((row) => ({ ...row, begunPerSecond: { value: 10, interval: null, blocks: 12 } })),
      }),
      /not carried: 10 a second were begun/,
    ],
    'no timeline, no ratio, no control': [
      (all) => ({
        ...all,
        handovers: all.handovers.map((one) => ({ ...one, timeline: [] })),
        rows: all.rows
          .filter(({ arm }) => arm !== 'no_handover')
          .map((row) => ({ ...row, worstDelayToControl: null, worstDelay: null })),
      }),
      /`close_then_bind` lost/,
    ],
    'unpinned, in the namespace of the machine': [
      (all) => ({ ...all, cpus: { services: null, clients: null }, hasNamespace: false }),
      /ran unpinned, the clients unpinned; handovers shared the network namespace/,
    ],
    'scenarios without rows': [(all) => ({ ...all, rows: all.rows.slice(0, 3) }), /scm_rights/],
  };
  for (const [name, [change, expected]] of Object.entries(cases)) {
    test(name, async () => {
      const input = inputWith(change);
      assert.match(await toldOf(input), expected);
      assert.doesNotMatch(await page(input, 'report.html'), /undefined|NaN|Infinity|\[object/);
      for (const chart of makeCharts(input).charts) compileChart(chart);
    });
  }

  test('nothing is claimed where every rate was too high for the clients', async () => {
    const [change] = cases['not carried anywhere'] ?? [];
    assert.ok(change !== undefined);
    assert.doesNotMatch(
      await toldOf(inputWith(change)),
      / lost (?:none of )?[\d,]+ |control’s with|In this run/,
    );
  });
});

test('arms and scenarios with hostile names are text in the section, the claim and the charts', async () => {
  const input = inputWith((all) => {
    const named = (name: string): string => JSON.stringify(`${name}${hostileName}`);
    const json = JSON.stringify(all)
      .replaceAll('"haproxy_pulled"', named('haproxy_pulled'))
      .replaceAll('"reuseport"', named('reuseport'))
      .replaceAll('"handover-rates"', named('handover-rates'));
    return JSON.parse(json) as HandoverResults;
  });
  const html = await page(input, 'report.html');
  assert.doesNotMatch(html, /<script>alert|<img src=x|onerror=alert\(2\)>/);
  const told = await toldOf(input);
  assert.doesNotMatch(told, /<(?!\/?code>)|^# heading|^- item$/m);
});
