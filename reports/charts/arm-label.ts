// SPDX-License-Identifier: Apache-2.0
// What an arm is called in a chart's key. Labels are the keys of the scales, so two arms must never
// share one, however long their names are.

import type { Arm } from '../../bench/results/result.ts';
import { printable } from '../escape.ts';
import { fitText } from './text-width.ts';

/** The widest label in pixels at the key's font size. */
export const keyLabelWidth = 260;
export const keyLabelSize = 12;

/** Labels by arm id: cut to fit the key, the floor marked as such, all different. */
export function labelsOfArms(arms: readonly Arm[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const arm of arms) {
    const label = firstFree(keyLabel(arm.id), arm.isFloor ? ' (floor)' : '', taken);
    taken.add(label);
    labels.set(arm.id, label);
  }
  return labels;
}

/** A name cut to fit the key, with room for a mark behind it. */
export function keyLabel(name: string): string {
  return fitText(printable(name), keyLabelWidth - 60, keyLabelSize);
}

function firstFree(name: string, mark: string, taken: ReadonlySet<string>): string {
  let label = name + mark;
  for (let number = 2; taken.has(label); number += 1) label = `${name} (${number})${mark}`;
  return label;
}
