// SPDX-License-Identifier: Apache-2.0
// The upper panel of stopwatch-spec.ts: a line for each arm, its instants as ticks whose names stand as high as they must
// to be clear of each other.

import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { ArmInstants } from './stopwatch-spec.ts';
import { fitText, textWidth } from './text-width.ts';
import { ink } from './theme.ts';

const nameSize = 11;
const levelHeight = 14;
/** Between a row's line and the lowest name, and below the line. */
const tickHeight = 12;
const roomBelow = 16;
/** Between a tick and its name, and behind a name. */
const besideName = 8;
const nsPerMicrosecond = 1000;

/** The name of an instant and the level on which it is free. */
interface PlacedName {
  readonly name: string;
  readonly us: number;
  readonly level: number;
}

export function timeline(arms: readonly ArmInstants[], width: number): LayerSpec<Field> {
  const end = timeShown(arms, width);
  let height = 0;
  const rows = arms.map((arm) => {
    const names = placeNames(arm, width / end);
    height += tickHeight + levelHeight * (1 + Math.max(...names.map(({ level }) => level)));
    const at = height;
    height += roomBelow;
    return { arm, names, at };
  });
  const axes: Axes = {
    x: {
      field: 'us',
      type: 'quantitative',
      title: 'time from the start of a transfer (µs)',
      scale: { domain: [0, end], nice: false },
    },
    y: { field: 'at', type: 'quantitative', axis: null, scale: { domain: [height, 0], nice: false } },
  };
  return {
    width,
    height,
    layer: [...rows.flatMap(({ arm, at }) => lineLayers(arm, at, axes)), ...nameLayers(rows, axes)],
  };
}

/** So much that the last name has room, in µs. */
function timeShown(arms: readonly ArmInstants[], width: number): number {
  const ends = arms.flatMap(({ instants }) =>
    instants.map(({ instant, fromStart }) => {
      const room = Math.min(textWidth(instant, nameSize) + besideName, width / 2);
      return (fromStart.value / nsPerMicrosecond) * (width / (width - room));
    }),
  );
  return ends.reduce((a, b) => Math.max(a, b), 1e-3);
}

interface Axes {
  readonly x: {
    readonly field: string;
    readonly type: 'quantitative';
    readonly title: string;
    readonly scale: { readonly domain: [number, number]; readonly nice: false };
  };
  readonly y: {
    readonly field: string;
    readonly type: 'quantitative';
    readonly axis: null;
    readonly scale: { readonly domain: [number, number]; readonly nice: false };
  };
}

/** From right to left, each above all names that it would run into: so no tick goes through a name. */
function placeNames({ instants }: ArmInstants, pixelsPerMicrosecond: number): readonly PlacedName[] {
  const placed: (PlacedName & { readonly from: number })[] = [];
  for (const { instant, fromStart } of instants.toReversed()) {
    const us = fromStart.value / nsPerMicrosecond;
    const from = us * pixelsPerMicrosecond;
    const end = from + textWidth(instant, nameSize) + 6;
    const inTheWay = placed.filter((other) => other.from < end).map(({ level }) => level);
    placed.push({ name: instant, us, level: 1 + Math.max(-1, ...inTheWay), from });
  }
  return placed.map(({ name, us, level }) => ({ name, us, level }));
}

/** The whole, pale, with the arm's name before it; over it the measured interval. */
function lineLayers({ label, style, instants, measured }: ArmInstants, at: number, { x, y }: Axes) {
  const last = Math.max(...instants.map((each) => each.fromStart.value)) / nsPerMicrosecond;
  const line = (from: number, to: number, opacity: number): UnitSpec<Field> => ({
    data: { values: [{ at, us: from, to }] },
    mark: { type: 'rule', strokeWidth: 8, color: style.colour, opacity },
    encoding: { x, x2: { field: 'to' }, y },
  });
  const name: UnitSpec<Field> = {
    data: { values: [{ at, label: fitText(label, 200, nameSize) }] },
    mark: { type: 'text', align: 'right', fontSize: nameSize, color: ink },
    encoding: { x: { value: -10 }, y, text: { field: 'label', type: 'nominal' } },
  };
  const strong =
    measured === null ? [] : [line(measured.first / nsPerMicrosecond, measured.last / nsPerMicrosecond, 0.9)];
  return [line(0, last, 0.25), ...strong, name];
}

function nameLayers(
  rows: readonly { readonly names: readonly PlacedName[]; readonly at: number }[],
  { x, y }: Axes,
): UnitSpec<Field>[] {
  const values = rows.flatMap(({ names, at }) =>
    names.map(({ name, us, level }) => ({
      name,
      us,
      at: at + 5,
      top: at - tickHeight - level * levelHeight,
    })),
  );
  return [
    {
      data: { values },
      mark: { type: 'rule', strokeWidth: 1, color: ink },
      encoding: { x, y, y2: { field: 'top' } },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'left', dx: 3, dy: 1, fontSize: nameSize, color: ink },
      encoding: { x, y: { ...y, field: 'top' }, text: { field: 'name', type: 'nominal' } },
    },
  ];
}
