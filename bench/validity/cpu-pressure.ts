// SPDX-License-Identifier: Apache-2.0
// CPU pressure (PSI): time in which some task on this machine was ready to run and had no CPU. The roles themselves
// wait for each other, so what counts is what they cannot have caused.

import type { Placement } from '../../scenarios/scenario.ts';
import type { Conditions } from '../results/result.ts';
import type { Suspect, ValidityCheck } from './check.ts';
import { conditionsOf } from './measured.ts';
import { percent } from './words.ts';

/** What the two roles cause at most, as a part of the time in which transfers ran. On one CPU one waits whenever the
 * other runs, never longer than the whole; measured on a quiet 2-vCPU guest: 0.56 (median of launches, their start
 * included). On CPUs of their own they hardly wait: 0.18 there. */
const ownShare: Readonly<Record<Placement, number>> = { 'same-cpu': 1, 'cross-cpu': 0.3, unpinned: 1 };
/** Two processes start and end around the transfers; the pressure of that was 1 to 5 ms. */
const startAndEnd_ns = 5e6;
/** Of the launches that have more. Measured, same-cpu and cross-cpu: 5 % and 5 % on the quiet guest; 78 % and 51 %
 * beside a load that ran for 30 of every 100 ms; 44 % and 100 % beside one that never paused. */
const mostPressed = { note: 0.2, weakens: 0.5 };

export const cpuPressure: ValidityCheck = {
  id: 'cpu-pressure',
  look: (suspect) => {
    // Where we made the CPUs busy ourselves, that they are is no news.
    const known = conditionsOf(suspect).filter(
      ({ cpu_pressure_ns, isOwnLoad }) => cpu_pressure_ns !== null && isOwnLoad !== true,
    );
    const pressed = known.filter((launch) => isPressed(launch, suspect.placement)).length;
    const share = pressed / known.length;
    if (!(share > mostPressed.note)) return null;
    return {
      weight: share > mostPressed.weakens && isTail(suspect) ? 'weakens' : 'note',
      evidence: `In ${String(pressed)} of ${String(known.length)} launches tasks waited for a CPU longer than the two roles can account for; ${percent(mostPressed.note)} is the most that passes unmentioned.`,
      advice:
        'Other programs wanted the CPUs meanwhile: end them, or take times and tails for those of a loaded machine.',
    };
  },
};

function isPressed({ cpu_pressure_ns, span_ns }: Conditions, placement: Placement): boolean {
  return (cpu_pressure_ns ?? 0) > ownShare[placement] * span_ns + startAndEnd_ns;
}

/** A load moves both medians of a block alike, and its noise is in the interval; a tail is made of little else. The
 * pressure is that of the whole machine, too, perhaps of CPUs far away: it does not refute a median by itself. */
function isTail({ figure: { quantile } }: Suspect): boolean {
  return quantile === 'p90' || quantile === 'p99';
}
