// SPDX-License-Identifier: Apache-2.0
// How short a transfer may be, where the clock could have told and where it could not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkStamps } from './stamp-check.ts';
import { honestLog } from './testing/honest-log.ts';

test('half of the transfers may take less than a step of the clock, more may not', () => {
  const log = honestLog('known', { warmup: 0, transfers: 4, beganNs: 5n, quantumNs: 1000n, draw: () => 1 });
  const stop = (i: number): void => void (log.columns.holding[i] = log.columns.start[i] ?? 0n);
  [0, 1].forEach(stop);
  assert.equal(checkStamps(log.columns, log.plan, log.span), null);
  stop(2);
  assert.match(
    checkStamps(log.columns, log.plan, log.span)?.text ?? '',
    /^3 of 4 recorded transfers took 0 ns/,
  );
});

for (const [name, shortened] of [
  ['no time', 0n],
  ['next to no time', 1n],
] as const) {
  test(`where the clock could have told, one in a hundred may take ${name}, two may not`, () => {
    const log = honestLog('known', {
      ...{ warmup: 0, transfers: 100, beganNs: 5n, quantumNs: 10n },
      draw: () => 7,
    });
    const shorten = (i: number): void =>
      void (log.columns.holding[i] = (log.columns.start[i] ?? 0n) + shortened);
    shorten(40);
    assert.equal(checkStamps(log.columns, log.plan, log.span), null);
    shorten(41);
    assert.match(
      checkStamps(log.columns, log.plan, log.span)?.text ?? '',
      /^2 of 100 recorded transfers took under 50 ns from start to holding/,
    );
  });
}
