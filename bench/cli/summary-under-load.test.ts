// SPDX-License-Identifier: Apache-2.0
// The end of a run under load on the terminal: what a point counts, what was lost, what pairs move, how costs grow.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadResult } from '../../reports/testing/example-load.ts';
import { summaryText } from './summary.ts';

const text = summaryText(loadResult());

function linesOf(start: string): readonly string[] {
  const part = text.split('\n\n').find((one) => one.startsWith(start));
  assert.ok(part !== undefined, start);
  return part.split('\n');
}

test('the word behind an arm says what its point counts', () => {
  const first = (start: string): string => linesOf(start)[3] ?? '';
  assert.match(first('capacity, cross-cpu'), /^message_only × 1 pair /);
  assert.match(first('table-size, same-cpu'), /^message_only × 16 open /);
  assert.match(first('donor-threads, cross-cpu'), /^message_only × 0 threads /);
  assert.match(first('open-loop, cross-cpu'), /^message_only closed loop at 10 % /);
  assert.match(text, /^ {2}capacity cross-cpu × 64 pairs: the limit of processes is too low$/m);
});

test('capacity instead of percentiles', () => {
  const [, head = '', , row = ''] = linesOf('capacity, cross-cpu');
  assert.match(
    head,
    /^arm +descriptors +CPU of donors +of receivers +user +system +switches +CPUs busy +× scm_rights +oracle +blocks$/,
  );
  assert.doesNotMatch(head, /p50|p99/);
  assert.match(row, / [\d,]+\/s \[[\d,]+, [\d,]+\] .* \d+ % \[\d+, \d+\] /);
});

test('late and lost stand beside the percentiles; where most were lost, that is said', () => {
  const [, head = '', , ...rows] = linesOf('stopped-donor, cross-cpu');
  assert.match(head, /p99 +× floor +late +lost \(of offered\) /);
  const lost = rows.find((row) => row.startsWith('scm_rights stopped')) ?? '';
  assert.match(lost, /most lost +– +– .* 0 +2,000 \(2,000\) /);
  const some = rows.find((row) => row.startsWith('pidfd_getfd stopped')) ?? '';
  assert.match(some, /µs \[.* 40 +140 \(2,000\) /);
  assert.doesNotMatch(linesOf('busy-donor, cross-cpu')[1] ?? '', /late|lost/);
});

test('growth and saturation have their sentences, with the scenario', () => {
  assert.match(
    linesOf('Growth')[2] ?? '',
    /^ {2}table-size: pidfd_getfd, same-cpu: wall time grows as table\^0\.050 \[0\.049, 0\.051\] from 16 to 100,000$/,
  );
  const saturation = linesOf('Saturation');
  assert.match(
    saturation[1] ?? '',
    /^ {2}capacity: scm_rights, cross-cpu: .* from 2 pairs on .*; the CPUs are busy/,
  );
  assert.match(saturation[2] ?? '', /pidfd_getfd, cross-cpu: capacity still rises .*; waiting: /);
  assert.match(saturation[4] ?? '', /nothing is claimed .* \(drift at 16 pairs\)/);
  assert.equal(saturation.length, 5);
});

test('a doubt names its point as the row does', () => {
  assert.match(text, /^ {2}!drift: pidfd_getfd × 16 pairs: Something was seen\.$/m);
});
