// SPDX-License-Identifier: Apache-2.0
// The permission table as a picture: a line for each situation, a cell for each mechanism; what was seen stands in it in
// words, so that nothing depends on its colour.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { PermissionOutcome } from '../../bench/results/played.ts';
import { printable } from '../escape.ts';
import { countStatuses, isRefusal, whoPlayed } from '../played-words.ts';
import type { Chart, ChartKind, ChartSet } from './chart.ts';
import { chartFile } from './chart.ts';
import { fitText, textWidth } from './text-width.ts';
import { chartConfig, chartTitle, ground, ink } from './theme.ts';

export const permissionMatrixId = 'permission-matrix';
const title = 'Who may hand over a descriptor';

export const permissionMatrix: ChartKind = {
  id: permissionMatrixId,
  make: ({ result: { played } }): ChartSet => {
    if (played === undefined || played.permissions.length === 0) return { charts: [], missing: [] };
    const { permissions } = played;
    const counts = countStatuses(permissions.map(({ status }) => status));
    const chart: Chart = {
      id: permissionMatrixId,
      file: chartFile(permissionMatrixId),
      title,
      description: permissions.map(sentenceOf).join(' '),
      caption: `Each situation set up for real, ${whoPlayed(played)}: ${counts}. A cell says what the call came to; beside it stands the cause that the receiver itself diagnosed. Where it could not be played here, nothing is coloured.`,
      spec: specOf(permissions, `What was seen ${whoPlayed(played)}`),
    };
    return { charts: [chart], missing: [] };
  },
};

function sentenceOf({ situation, status, pull, push, cause }: PermissionOutcome): string {
  const name = printable(situation);
  if (status === 'not-possible') return `${name}: not possible here.`;
  return `${name}: pull ${printable(pull)}, push ${printable(push)}, cause ${printable(cause)}.`;
}

const cellWidth = 96;
const rowHeight = 22;
const nameWidth = 500;
const causeWidth = 200;
const kinds = ['allowed', 'refused', 'no answer', 'not played'] as const;
const colours = ['#009E73', '#D55E00', '#CC79A7', '#bbbbbb'];
/** Pale, so that words can be read on it, by day and in the dark. */
const cellOpacity = 0.35;

type Kind = (typeof kinds)[number];

interface Cell {
  readonly situation: string;
  readonly column: string;
  readonly label: Kind;
  readonly word: string;
  readonly tip: string;
}

function cellsOf(row: PermissionOutcome): readonly Cell[] {
  const situation = nameOf(row);
  return (['pull', 'push'] as const).map((mechanism) => {
    const seen = printable(row[mechanism]);
    const isPlayed = row.status !== 'not-possible' && seen !== '';
    const label = isPlayed ? kindOf(seen) : 'not played';
    const word = isPlayed ? seen : '–';
    const column = mechanism === 'pull' ? 'pidfd_getfd' : 'SCM_RIGHTS';
    const tip = `${printable(row.situation)}: ${column} ${isPlayed ? seen : `not played here (${printable(row.why)})`}`;
    return { situation, column, label, word, tip };
  });
}

function kindOf(seen: string): Kind {
  if (seen === 'ok') return 'allowed';
  return isRefusal(seen) ? 'refused' : 'no answer';
}

function nameOf({ situation }: PermissionOutcome): string {
  return fitText(printable(situation), nameWidth, 11);
}

function causeOf({ status, cause, why }: PermissionOutcome): string {
  return fitText(printable(status === 'not-possible' ? why : cause), causeWidth, 11);
}

function specOf(rows: readonly PermissionOutcome[], subtitle: string): TopLevelSpec {
  const y = {
    field: 'situation',
    type: 'nominal',
    title: null,
    sort: null,
    scale: { domain: rows.map(nameOf) },
    axis: { grid: false, ticks: false, domain: false, labelLimit: nameWidth },
  } as const;
  const columns = ['pidfd_getfd', 'SCM_RIGHTS'];
  const width = columns.length * cellWidth;
  const x = {
    field: 'column',
    type: 'nominal',
    title: null,
    sort: null,
    scale: { domain: columns },
    axis: { orient: 'top', labelAngle: 0, ticks: false, domain: false, grid: false },
  } as const;
  const cells = rows.flatMap(cellsOf);
  const left = Math.max(...rows.map((row) => textWidth(nameOf(row), 11)));
  const shown = kinds.filter((kind) => cells.some(({ label }) => label === kind));
  const causes = rows.map((row) => ({ situation: nameOf(row), word: causeOf(row) }));
  return {
    title: chartTitle(title, subtitle, left + width + causeWidth, left),
    config: { ...chartConfig, view: { stroke: null } },
    width,
    height: rows.length * rowHeight,
    layer: [
      {
        data: { values: cells },
        mark: { type: 'rect', stroke: ground, strokeWidth: 3, fillOpacity: cellOpacity },
        encoding: {
          x,
          y,
          color: {
            field: 'label',
            type: 'nominal',
            title: null,
            scale: { domain: shown, range: shown.map((kind) => colours[kinds.indexOf(kind)] ?? ink) },
            legend: {
              symbolType: 'square',
              symbolSize: 120,
              symbolStrokeWidth: 0,
              symbolOpacity: cellOpacity,
            },
          },
        },
      },
      {
        data: { values: cells },
        mark: { type: 'text', fontSize: 11, fontWeight: 'bold', color: ink },
        encoding: { x, y, text: { field: 'word', type: 'nominal' } },
      },
      causeText([{ word: 'cause' }], width, { value: -7 }),
      causeText(causes, width, y),
    ],
  };
}

/** Right of the cells, where there is room for words. */
function causeText(
  values: readonly object[],
  width: number,
  y: PositionFieldDef<Field> | { readonly value: number },
): UnitSpec<Field> {
  return {
    data: { values: [...values] },
    mark: { type: 'text', align: 'left', fontSize: 11, color: ink },
    encoding: { x: { value: width + 10 }, y, text: { field: 'word', type: 'nominal' } },
  };
}
