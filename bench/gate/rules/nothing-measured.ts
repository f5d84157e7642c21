// SPDX-License-Identifier: Apache-2.0
// Green because nothing ran is the worst that a gate can say: without enough pairs of blocks there is no verdict.

import type { Failure } from '../../results/result.ts';
import { blockRatios } from '../../stats/block-ratios.ts';
import { fewestBlocks } from '../design.ts';
import { launchesOfArm } from '../gate-cell.ts';
import type { InvalidRule } from './rule.ts';

export const nothingMeasured: InvalidRule = {
  id: 'nothing-measured',
  look: ({ endpoint, launches, isOver }) => {
    const { quantile } = endpoint;
    const head = launchesOfArm(launches, endpoint, endpoint.arms.head);
    const base = launchesOfArm(launches, endpoint, endpoint.arms.base);
    const all = [...head, ...base];
    const refused = all.find(({ status }) => status === 'unsupported');
    if (refused !== undefined) return refusal(refused.arm, refused.failure);
    const pairs = blockRatios(head, base, { measure: 'wall', quantile }).length;
    if (!isOver || pairs >= fewestBlocks) return null;
    const cause = all.find(({ failure }) => failure !== null)?.failure;
    const why = cause == null ? '' : ` (${cause.code}: ${cause.text})`;
    return `${String(pairs)} blocks have a ${quantile} of both base and head, ${String(fewestBlocks)} are needed${why}. Let it run longer, or look at what fails`;
  },
};

function refusal(arm: string, failure: Failure | null): string {
  return `${arm} cannot run here: ${failure?.text ?? 'unsupported'}. "fd-handover doctor" says what would allow it; --only mechanism=NAME gates what this machine can`;
}
