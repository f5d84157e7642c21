// SPDX-License-Identifier: Apache-2.0
// The part of a suspect that its number was made from: launches that failed are in no number.

import type { Conditions, LaunchSummary } from '../results/result.ts';
import type { Figure } from '../stats/block-ratios.ts';
import { figureOf } from '../stats/block-ratios.ts';
import type { Suspect } from './check.ts';

/** The figure of every launch that has it, in the order of time. */
export function figuresOf(launches: readonly LaunchSummary[], figure: Figure): number[] {
  return launches
    .filter(({ status }) => status === 'ok')
    .map((launch) => figureOf(launch, figure))
    .filter((value) => value > 0);
}

/** What went on around each launch that counts; [] for single calls, of which nothing is known. */
export function conditionsOf({ launches }: Suspect): Conditions[] {
  return launches.flatMap(({ status, conditions }) =>
    status === 'ok' && conditions !== null ? [conditions] : [],
  );
}
