// SPDX-License-Identifier: Apache-2.0
// What a comparison with a stored result may say: PASS on the same machine, where the floor did not move; never FAIL.
// All else is INCONCLUSIVE, with what was seen.

import type { Endpoint, EndpointResult, Look } from '../../results/gate-result.ts';
import type { EnvironmentDifference } from '../environment-differences.ts';
import type { FloorShift } from '../unpaired.ts';
import { takes } from '../words.ts';
import { reasonToPass } from './pass.ts';
import type { PassEnd } from './still-open.ts';
import { stillOpen } from './still-open.ts';

interface AdvisoryCase {
  readonly endpoint: Endpoint;
  readonly look: Look;
  /** null: the floor was not stored. */
  readonly floor: FloorShift | null;
  /** What is not the same of the two machines. */
  readonly machines: readonly EnvironmentDifference[];
  readonly outcome: PassEnd;
}

const remedy = 'To know, measure both in the same blocks: --base REF, or --base-helper PATH';

export function reasonToAdvise(one: AdvisoryCase): Pick<EndpointResult, 'verdict' | 'reasons'> {
  const { endpoint, look, outcome } = one;
  if (look.decision === 'OPEN') return inconclusive(stillOpen({ endpoint, look, outcome }));
  const against = whyNotToBelieve(one);
  if (look.decision === 'PASS' && against === null) {
    return { verdict: 'PASS', reasons: [reasonToPass(endpoint, look)] };
  }
  const seen = `head ${takes(look.ratio)} than the stored result`;
  const why = against ?? 'which was not measured in the same blocks and can fail nobody';
  return inconclusive({ rule: 'advise', text: `${seen}, ${why}. ${remedy}` });
}

function inconclusive(
  reason: EndpointResult['reasons'][number],
): Pick<EndpointResult, 'verdict' | 'reasons'> {
  return { verdict: 'INCONCLUSIVE', reasons: [reason] };
}

function whyNotToBelieve({ floor, machines }: AdvisoryCase): string | null {
  if (machines.length > 0) {
    return `which is of another machine or setting (${machines.map(({ what }) => what).join(', ')})`;
  }
  if (floor === null) return 'which has no floor to compare the machines by';
  return floor.isMoved ? `but ${floor.text}` : null;
}
