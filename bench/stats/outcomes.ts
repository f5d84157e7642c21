// SPDX-License-Identifier: Apache-2.0
// What became of the transfers that were due: offered = completed + late + lost, each of them exactly one of these.

import type { LaunchRecord, Outcomes } from '../results/result.ts';

/** Of the recorded transfers; undefined where they have all the time in the world. */
export function outcomesOf({ samples, parameters }: LaunchRecord): Outcomes | undefined {
  const patienceNs = (parameters?.patienceMs ?? 0) * 1e6;
  if (samples === null || patienceNs === 0) return undefined;
  const { due = [], holding = [] } = samples.columns;
  const offered = due.slice(samples.warmup);
  const sojourns = holding
    .slice(samples.warmup)
    .flatMap((end, i) => (end === null ? [] : [end - (offered[i] ?? 0)]));
  const late = sojourns.filter((sojourn) => sojourn > patienceNs).length;
  return {
    offered: offered.length,
    completed: sojourns.length - late,
    late,
    lost: offered.length - sojourns.length,
  };
}
