// SPDX-License-Identifier: Apache-2.0
// The end of a run in words: a table for each cell, crossovers, growth, where capacity ends, what was left out, what
// failed.

import { axisOf, pointBehindName } from '../results/axis-words.ts';
import type { LaunchSummary, Result } from '../results/result.ts';
import { skipPlace } from '../results/skip-place.ts';
import { claimedGrowth } from '../stats/growth-doubts.ts';
import { findSaturations } from '../stats/saturation.ts';
import { cellText } from './tables/cell-table.ts';
import { handoverText } from './tables/handover-table.ts';
import { silentText } from './tables/silent-table.ts';

export function summaryText(result: Result): string {
  return [
    ...result.cells.map((cell) => cellText(result, cell)),
    crossoverText(result),
    growthText(result),
    saturationText(result),
    result.handovers === undefined ? '' : handoverText(result.handovers),
    result.silent === undefined ? '' : silentText(result.silent),
    skipText(result),
    failureText(result),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function crossoverText(result: Result): string {
  if (result.crossovers.length === 0) return '';
  return ['Crossovers', ...result.crossovers.map(({ text }) => `  ${text}`)].join('\n');
}

function growthText(result: Result): string {
  const { growths = [] } = result;
  if (growths.length === 0) return '';
  return ['Growth', ...growths.map((one) => `  ${one.scenario}: ${claimedGrowth(result, one)}`)].join('\n');
}

function saturationText(result: Result): string {
  const lines = result.cells
    .flatMap((cell) => findSaturations(result, cell))
    .map(({ scenario, text }) => `  ${scenario}: ${text}`);
  return lines.length === 0 ? '' : ['Saturation', ...lines].join('\n');
}

function skipText({ skips, scenarios }: Result): string {
  if (skips.length === 0) return '';
  const lines = skips.map(
    (skip) => `  ${skipPlace(skip, scenarios)}: ${skip.reason}\n    remedy: ${skip.remedy}`,
  );
  return [`Skipped (${String(skips.length)})`, ...lines].join('\n');
}

const failuresShown = 10;

function failureText(result: Result): string {
  const { launches } = result;
  const failed = launches.filter((launch) => launch.status === 'failed');
  if (failed.length === 0) return '';
  const lines = failed.slice(0, failuresShown).map((launch) => describeFailure(launch, result));
  const rest = failed.length - lines.length;
  return [
    `Failed launches (${String(failed.length)} of ${String(launches.length)})`,
    ...lines,
    ...(rest > 0 ? [`  … and ${String(rest)} more in result.json`] : []),
  ].join('\n');
}

function describeFailure(launch: LaunchSummary, { scenarios }: Result): string {
  const { scenario, placement, arm, block, point } = launch;
  const behind = pointBehindName(axisOf(scenarios, scenario), point);
  const { code = 'FAILED', text = '' } = launch.failure ?? {};
  const where = [scenario, placement, arm, behind].filter((word) => word !== '').join(' ');
  return `  ${where}, block ${String(block)}: ${code}: ${text}`;
}
