// SPDX-License-Identifier: Apache-2.0
// Which arm an arm's cost is divided by: its floor, and its reference.

import type { Scenario } from '../../scenarios/scenario.ts';
import { referenceMechanism } from '../mechanisms.ts';
import type { Arm } from './result.ts';

/** The floor that an arm stands on: the one of its own variant where there are several. */
export function floorOf<A extends Arm>(arm: Arm, arms: readonly A[]): A | undefined {
  const floors = arms.filter((other) => other.isFloor);
  return floors.find((floor) => floor.variant === arm.variant) ?? floors[0];
}

/** The arm whose cost an arm's cost is divided by; undefined for a reference and for floors. */
export function referenceOf<A extends Arm>(arm: A, arms: readonly A[], scenario: Scenario): A | undefined {
  if (scenario.class === 'ways') return arms.find(({ id }) => id === scenario.dividedBy?.[arm.id]);
  if (scenario.class === 'calls') return undefined;
  if (arm.isFloor && scenario.compares !== 'variants') return undefined;
  const reference = scenario.compares === 'variants' ? firstVariantOf(arm, arms) : referenceBeside(arm, arms);
  return reference === arm ? undefined : reference;
}

function firstVariantOf<A extends Arm>(arm: A, arms: readonly A[]): A | undefined {
  return arms.find((other) => other.mechanism === arm.mechanism);
}

function referenceBeside<A extends Arm>(arm: A, arms: readonly A[]): A | undefined {
  const candidates = arms.filter((other) => other.mechanism === referenceMechanism);
  return candidates.find((other) => other.variant === arm.variant) ?? candidates[0];
}
