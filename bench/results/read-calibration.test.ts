// SPDX-License-Identifier: Apache-2.0
// A stored calibration is believed only where it agrees with its schema and with itself.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeExampleCalibration } from '../../reports/testing/example-calibration.ts';
import { checkCalibration, readCalibration } from './read-calibration.ts';

test('a good one is read as it is', () => {
  const calibration = makeExampleCalibration();
  assert.deepEqual(checkCalibration(JSON.parse(JSON.stringify(calibration)), 'x'), calibration);
});

test('a folder without one is said, with what to do', () => {
  assert.throws(() => readCalibration('/nonexistent'), /calibration\.json: cannot be read \(ENOENT\); name/);
});

describe('refused', () => {
  const [quiet, noisy] = makeExampleCalibration().endpoints;
  /** Where, what stands there then (undefined: nothing any more), the complaint. */
  const broken: readonly [string, path: string, value: unknown, RegExp][] = [
    ['another file', 'schema', 'x', /not a calibration of this benchmark/],
    ['another version', 'version', 2, /version 2 .* reads version 1/],
    ['no version', 'version', undefined, /version missing/],
    ['a missing part', 'injections', undefined, /must have required property 'injections'/],
    ['an unknown part', 'more', 1, /must NOT have additional properties/],
    ['no endpoint', 'endpoints', [], /\/endpoints must NOT have fewer than 1/],
    ['a share over 1', 'endpoints.0.curve.0.fail', 1.5, /must be <= 1/],
    ['a side that is none', 'injections.0.side', 'left', /\/injections\/0\/side/],
    [
      'fewer false alarms than failures',
      'endpoints.1.falseAlarms.count',
      0,
      /pidfd_getfd p50: 0 false alarms, but 1 gates failed/,
    ],
    ['gates without a verdict', 'endpoints.0.falseAlarms.trials', 400, /400 gates were run, but 20/],
    ['a bound below the share', 'endpoints.1.falseAlarms.hi', 0.01, /do not hold their share/],
    ['shares that do not add up', 'endpoints.0.curve.2.pass', 0.9, /do not add up to 1/],
    ['a curve out of order', 'endpoints.0.curve', quiet?.curve.toReversed(), /not in the order of slowdowns/],
    ['the same slowdown twice', 'endpoints.1.curve', noisy?.curve.flatMap((point) => [point, point]), /order/],
  ];
  for (const [name, path, value, message] of broken) {
    test(name, () => {
      const spoiled = spoil(makeExampleCalibration(), path.split('.'), value);
      assert.throws(() => checkCalibration(JSON.parse(JSON.stringify(spoiled)), 'calibration.json'), message);
    });
  }
});

/** A copy with another value in one place. */
function spoil(whole: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const parts = Array.isArray(whole) ? (whole as unknown[]).slice() : { ...(whole as object) };
  const own = parts as Record<string, unknown>;
  own[key] = rest.length === 0 ? value : spoil(own[key], rest, value);
  return own;
}
