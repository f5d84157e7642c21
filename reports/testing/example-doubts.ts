// SPDX-License-Identifier: Apache-2.0
// Doubts about the made-up result: one that weakens an exploratory ratio, and some to be known.

import type { Doubt, DoubtId, DoubtPlace } from '../../bench/results/doubt.ts';

const modes = {
  id: 'several-modes',
  scenario: 'batch',
  placement: 'same-cpu',
  arm: 'scm_rights',
  weight: 'note',
  evidence:
    'The launches fall into two groups with nothing between, 8 and 12, whose medians lie 9 % apart (m-value 3.2; one mode has 2).',
  advice: 'Look at what differs between the groups and hold it fixed: no single number describes both.',
} as const;

export const exampleDoubts: readonly Doubt[] = [
  {
    id: 'cpu-pressure',
    scenario: 'one-descriptor',
    placement: 'cross-cpu',
    point: null,
    arm: 'pidfd_getfd',
    weight: 'note',
    evidence:
      'In 15 of 60 launches tasks waited for a CPU longer than the two roles can account for; 20 % is the most that passes unmentioned.',
    advice:
      'Other programs wanted the CPUs meanwhile: end them, or take times for those of a loaded machine.',
  },
  { ...modes, point: 252 },
  { ...modes, point: 253 },
  {
    id: 'drift',
    scenario: 'pidfd-life',
    placement: 'same-cpu',
    point: null,
    arm: 'pidfd_getfd fresh pidfd',
    weight: 'weakens',
    evidence: 'The ratio moved by 6.2 % after block 15 of 30 (p 2.1e-5).',
    advice: 'Something that favours one arm changed during the run: find it, or run again.',
  },
];

/** The ids of a row's own. */
export function doubtsOfRow({ scenario, placement, point, arm }: DoubtPlace): readonly DoubtId[] {
  return exampleDoubts
    .filter(
      (doubt) =>
        doubt.scenario === scenario &&
        doubt.placement === placement &&
        doubt.point === point &&
        doubt.arm === arm,
    )
    .map(({ id }) => id);
}
