// SPDX-License-Identifier: Apache-2.0
// The end of a calibration on the terminal: rates, what is found, advice. The curve is in the report.

import type { Calibration, EndpointCalibration, Injection } from '../results/calibration.ts';
import { formatSeconds } from './format.ts';
import { excessAmong } from '../stats/injection-excess.ts';
import { number, plainTable } from './tables/plain-table.ts';

export function calibrationText(calibration: Calibration): string {
  const { endpoints, injections, secondsPerGate, run } = calibration;
  return [
    run.status === 'interrupted' ? 'Interrupted: what was finished is told.' : '',
    tableText(endpoints),
    endpoints.map(({ endpoint, recommended }) => `${endpoint.id}: ${recommended.text}`).join('\n'),
    injectionsText(injections),
    secondsPerGate === null
      ? ''
      : `A gate took ${formatSeconds(secondsPerGate.median)} (median), ${formatSeconds(secondsPerGate.max)} at most.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function tableText(endpoints: readonly EndpointCalibration[]): string {
  return plainTable<EndpointCalibration>(
    [
      { head: 'endpoint', align: 'left', cell: ({ endpoint }) => endpoint.id },
      number('allowed', ({ endpoint }) => (1 + endpoint.tolerance).toFixed(3)),
      number('false alarms', ({ falseAlarms: { count, trials } }) => `${String(count)} of ${String(trials)}`),
      number('at most', ({ falseAlarms }) => percent(falseAlarms.hi)),
      number(
        'passed',
        ({ verdicts, falseAlarms }) => `${String(verdicts.PASS)} of ${String(falseAlarms.trials)}`,
      ),
      number('found at 95 %', ({ smallestFound }) => (smallestFound === null ? '–' : percent(smallestFound))),
    ],
    endpoints,
  );
}

/** How far the estimates were from what was injected, in points. */
function injectionsText(injections: readonly Injection[]): string {
  const excess = excessAmong(injections);
  if (excess === null) return '';
  return `Injected slowdowns: ${String(excess.estimates)} estimates; the slowed side is found slower by ${points(excess.mean)} more than it is, on average, off by ${points(excess.largest)} at worst.`;
}

function points(value: number): string {
  return `${(value * 100).toFixed(2)} points`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
