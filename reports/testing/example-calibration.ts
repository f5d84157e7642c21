// SPDX-License-Identifier: Apache-2.0
// A made-up calibration: two endpoints, one that the default suits and one that it does not, and a few gates with a
// slowdown.

import type {
  Calibration,
  CurvePoint,
  EndpointCalibration,
  Injection,
} from '../../bench/results/calibration.ts';
import { exampleEnvironment } from './example-environment.ts';

export function makeExampleCalibration(): Calibration {
  return {
    schema: 'fd-handover-bench/calibration',
    version: 1,
    run: {
      id: '20260102T030405Z-1a2b3c',
      startedAt: '2026-01-02T03:04:05.000Z',
      endedAt: '2026-01-02T03:16:05.000Z',
      status: 'complete',
      seed: 7,
      arguments: ['calibrate'],
    },
    environment: exampleEnvironment,
    endpoints: [quiet, noisy],
    injections,
    secondsPerGate: { median: 6.1, max: 14.2 },
  };
}

/** Shares in twentieths, as fail, no answer, pass. */
type Row = readonly [slowdown: number, fail: number, inconclusive: number, pass: number];

function curveOf(rows: readonly Row[]): CurvePoint[] {
  return rows.map(([slowdown, fail, inconclusive, pass]) => ({
    slowdown,
    fail: fail / 20,
    inconclusive: inconclusive / 20,
    pass: pass / 20,
  }));
}

function endpointOf(mechanism: string): EndpointCalibration['endpoint'] {
  return {
    id: `one-descriptor same-cpu ${mechanism} p50`,
    scenario: 'one-descriptor',
    placement: 'same-cpu',
    point: null,
    arms: { base: `${mechanism} base`, head: `${mechanism} head` },
    quantile: 'p50',
    tolerance: 0.05,
  };
}

const quiet: EndpointCalibration = {
  endpoint: endpointOf('scm_rights'),
  blocks: 30,
  falseAlarms: { count: 0, trials: 20, lo: 0, hi: 0.1684 },
  verdicts: { PASS: 19, FAIL: 0, INCONCLUSIVE: 1, INVALID: 0 },
  redraws: 500,
  curve: curveOf([
    [0, 0, 0, 20],
    [0.025, 0, 1, 19],
    [0.05, 2, 17, 1],
    [0.075, 19, 1, 0],
    [0.1, 20, 0, 0],
    [0.15, 20, 0, 0],
  ]),
  smallestFound: 0.075,
  spread: 0.021,
  recommended: {
    tolerance: 0.03,
    blocks: 30,
    text: '3 % with 30 blocks: a slowdown of 5 % is then found; tighter than the default of 5 %',
  },
};

const noisy: EndpointCalibration = {
  endpoint: endpointOf('pidfd_getfd'),
  blocks: 30,
  falseAlarms: { count: 1, trials: 20, lo: 0.0013, hi: 0.2487 },
  verdicts: { PASS: 9, FAIL: 1, INCONCLUSIVE: 8, INVALID: 2 },
  redraws: 500,
  curve: curveOf([
    [0, 0, 10, 10],
    [0.05, 1, 16, 3],
    [0.1, 9, 11, 0],
    [0.15, 16, 4, 0],
  ]),
  smallestFound: null,
  spread: 0.11,
  recommended: {
    tolerance: 0.2,
    blocks: 60,
    text: 'this machine is too noisy for the default of 5 %: 20 % with 60 blocks: a slowdown of 33.3 % is then found. Quieten it rather than loosen the gate',
  },
};

const injections: readonly Injection[] = [
  injected('head', 500, { expectedRatio: 1.09, foundRatio: 1.093, verdict: 'FAIL' }),
  injected('head', 300, { expectedRatio: 1.054, foundRatio: 1.049, verdict: 'INCONCLUSIVE' }),
  injected('head', 90, { expectedRatio: 1.016, foundRatio: 1.02, verdict: 'PASS' }),
  injected('base', 400, { expectedRatio: 0.933, foundRatio: 0.931, verdict: 'PASS' }),
  injected('head', 800, { expectedRatio: 1.14, foundRatio: null, verdict: 'INVALID' }),
];

function injected(
  side: Injection['side'],
  injected_ns: number,
  found: Pick<Injection, 'expectedRatio' | 'foundRatio' | 'verdict'>,
): Injection {
  return { endpoint: quiet.endpoint.id, side, injected_ns, ...found, seconds: 7 };
}
