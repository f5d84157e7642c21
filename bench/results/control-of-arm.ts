// SPDX-License-Identifier: Apache-2.0
// What an arm of a live handover is held against: the same program with nothing handed over.

import type { HandoverArm } from '../../scenarios/handover-scenario.ts';

export function isControl({ gives }: Pick<HandoverArm, 'gives'>): boolean {
  return gives === 'no_handover';
}

/** Our own service stands for one that is not asked; undefined: this program was not measured alone. */
export function controlOfArm(arms: readonly HandoverArm[], arm: HandoverArm): HandoverArm | undefined {
  const program = arm.peer === 'own' ? undefined : arm.peer;
  return arms.find((one) => isControl(one) && one.peer === program);
}

/** By arm, its control; a control has none. */
export function controlsOf(arms: readonly HandoverArm[]): Readonly<Record<string, string>> {
  const pairs = arms
    .filter((arm) => !isControl(arm))
    .flatMap((arm): [string, string][] => {
      const control = controlOfArm(arms, arm);
      return control === undefined ? [] : [[arm.id, control.id]];
    });
  return Object.fromEntries(pairs);
}
