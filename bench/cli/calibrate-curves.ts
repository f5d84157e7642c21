// SPDX-License-Identifier: Apache-2.0
// What A/A sessions alone say: gates are replayed on them, with head slowed down by more and more, for the curve; and
// in other designs, for the advice.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { launchesOfArm } from '../gate/gate-cell.ts';
import { operatingCharacteristic } from '../gate/operating-characteristic.ts';
import { recommend } from '../gate/recommend.ts';
import type { AaSession } from '../gate/replay.ts';
import type { EndpointCalibration } from '../results/calibration.ts';
import type { Endpoint } from '../results/gate-result.ts';
import { blockRatios } from '../stats/block-ratios.ts';
import { quantileOfSorted, sortedCopy } from '../stats/quantile.ts';
import type { CalibrateProgress, Step } from './calibrate-progress.ts';
import type { CalibratedCell } from './calibrate-session.ts';

export type ReplayedEndpoint = Pick<
  EndpointCalibration,
  'endpoint' | 'blocks' | 'redraws' | 'curve' | 'spread' | 'recommended'
>;

/** In units of the tolerance. */
const curveSteps = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
/** How many replays the advice needs is not known before; on a quiet machine about these. */
const adviceReplays = 4;
const secondsPerRedraw = 0.004;

export interface Replaying {
  readonly redraws: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly progress: CalibrateProgress;
  readonly step: Step;
}

export function replayStep(cells: number, redraws: number): Step {
  const units = cells * (curveSteps.length + adviceReplays) * redraws;
  return { name: 'redraws of the A/A session', units, secondsEach: secondsPerRedraw };
}

/** null: interrupted. */
export async function replaySessions(
  sessions: readonly CalibratedCell[],
  { redraws, seed, signal, progress, step }: Replaying,
): Promise<ReplayedEndpoint[] | null> {
  progress.begin(step);
  let done = 0;
  const tick = async (): Promise<void> => {
    done += 1;
    if (done % 20 === 0) progress.reached(Math.min(done, step.units));
    // Replaying never waits for anything: without this, Ctrl-C would not be heard.
    await nextTurn();
    signal.throwIfAborted();
  };
  try {
    const found: ReplayedEndpoint[] = [];
    for (const one of sessions) found.push(...(await replaySession(one, { redraws, seed, tick })));
    return found;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

async function replaySession(
  { cell, session }: CalibratedCell,
  how: { readonly redraws: number; readonly seed: number; readonly tick: () => Promise<void> },
): Promise<ReplayedEndpoint[]> {
  const wishes = { cell, session, ...how };
  const tolerance = Math.max(...cell.endpoints.map((endpoint) => endpoint.tolerance));
  const slowdowns = curveSteps.map((step) => step * tolerance);
  const curves = await operatingCharacteristic(wishes, slowdowns);
  const advice = await recommend(wishes);
  return cell.endpoints.flatMap((endpoint) => {
    const recommended = advice.get(endpoint.id);
    if (recommended === undefined) return [];
    return {
      endpoint,
      blocks: cell.looks.at(-2)?.blocks ?? 0,
      redraws: how.redraws,
      curve: curves.get(endpoint.id) ?? [],
      spread: spreadOf(session, endpoint),
      recommended,
    };
  });
}

/** Half the width of the central 68 % of the log-ratios of the first two copies: about one standard deviation. */
function spreadOf({ blocks, copies }: AaSession, endpoint: Endpoint): number {
  const mechanism = endpoint.arms.base.slice(0, endpoint.arms.base.lastIndexOf(' '));
  const [one = [], other = []] = copies
    .slice(0, 2)
    .map((copy) => launchesOfArm(blocks.flat(), endpoint, `${mechanism} ${copy}`));
  const figure = { measure: 'wall', quantile: 'p50' } as const;
  const ratios = sortedCopy(blockRatios(one, other, figure).map(({ logRatio }) => logRatio));
  return (quantileOfSorted(ratios, 0.84) - quantileOfSorted(ratios, 0.16)) / 2;
}
