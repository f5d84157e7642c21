// SPDX-License-Identifier: Apache-2.0
// The end of a calibration on the terminal: rates, what is found, advice. The curve is in the report.

import Table from 'cli-table3';
import type { Calibration, EndpointCalibration, Injection } from '../results/calibration.ts';
import { formatSeconds } from './format.ts';
import { excessAmong } from '../stats/injection-excess.ts';
import { plainBorders } from './summary.ts';

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
  const table = new Table({
    head: ['endpoint', 'allowed', 'false alarms', 'at most', 'passed', 'found at 95 %'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    chars: plainBorders,
  });
  table.push(...endpoints.map(cellsOf));
  return table.toString();
}

function cellsOf({ endpoint, falseAlarms, verdicts, smallestFound }: EndpointCalibration): string[] {
  const { count, trials, hi } = falseAlarms;
  return [
    endpoint.id,
    (1 + endpoint.tolerance).toFixed(3),
    `${String(count)} of ${String(trials)}`,
    percent(hi),
    `${String(verdicts.PASS)} of ${String(trials)}`,
    smallestFound === null ? '–' : percent(smallestFound),
  ];
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
