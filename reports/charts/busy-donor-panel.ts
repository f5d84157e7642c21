// SPDX-License-Identifier: Apache-2.0
// A panel of busy-donor.ts. What the heavy tail gave is named where it stands, since a single mark has no line whose dash
// would tell it.

import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { Along, Mark, Quantity } from './axis-panel.ts';
import { armLayers } from './axis-panel.ts';
import { quietInk } from './theme.ts';

/** `isHeavy`: its requests are heavy-tailed, else all take the same. */
export interface BusyMark extends Mark {
  readonly isHeavy: boolean;
}

export function busyLayers(along: Along, marks: readonly BusyMark[], quantity: Quantity): UnitSpec<Field>[] {
  const heavy = marks.filter(({ isHeavy }) => isHeavy);
  const equal = marks.filter(({ isHeavy }) => !isHeavy);
  return [
    ...armLayers(along, equal, quantity),
    ...(heavy.length === 0 ? [] : [...armLayers(along, heavy, quantity), names(heavy)]),
  ];
}

function names(marks: readonly Mark[]): UnitSpec<Field> {
  return {
    data: { values: marks.map(({ point, value }) => ({ point, value, text: 'heavy-tailed' })) },
    mark: { type: 'text', align: 'right', baseline: 'bottom', dx: -8, dy: -2, fontSize: 11, color: quietInk },
    encoding: {
      x: { field: 'point', type: 'quantitative' },
      y: { field: 'value', type: 'quantitative' },
      text: { field: 'text' },
    },
  };
}
