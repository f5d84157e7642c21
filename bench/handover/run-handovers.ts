// SPDX-License-Identifier: Apache-2.0
// Runs the handovers of a plan, block after block; each is stored the moment it has ended.

import { join } from 'node:path';
import type { HandoverCell } from '../plan/handover-cells.ts';
import { handoversOfCell } from '../plan/handover-cells.ts';
import { controlsOf } from '../results/control-of-arm.ts';
import type { HandoverResults, HandoverSummary } from '../results/handover.ts';
import { OutOfSpaceError } from '../results/out-of-space.ts';
import type { PackedLinesWriter } from '../results/packed-lines.ts';
import { openPackedLines } from '../results/packed-lines.ts';
import type { Skip } from '../results/result.ts';
import { handoversFile } from '../results/run-folder.ts';
import { keepSkips } from '../run/skips.ts';
import { handoverRows } from '../stats/handover-rows.ts';
import type { HandoverMachine, Unnumbered } from './conduct-handover.ts';
import { conductHandover } from './conduct-handover.ts';

export interface HandoverObserver {
  readonly cellStarted: (cell: HandoverCell) => void;
  readonly handoverEnded: (cell: HandoverCell, summary: HandoverSummary) => void;
  readonly skipped: (skip: Skip) => void;
}

export interface HandoverSetting extends HandoverMachine {
  readonly cells: readonly HandoverCell[];
  readonly seed: number;
  readonly folder: string;
  readonly observer: HandoverObserver;
}

export interface HandoverOutcome {
  /** null: none was run. */
  readonly results: HandoverResults | null;
  readonly skips: readonly Skip[];
  /** The disk was full: what was finished before is in the results. */
  readonly outOfSpace: OutOfSpaceError | null;
}

interface Kept {
  readonly lines: PackedLinesWriter;
  readonly handovers: HandoverSummary[];
  readonly skips: Skip[];
}

export async function runHandovers(
  setting: HandoverSetting,
  conduct = conductHandover,
): Promise<HandoverOutcome> {
  const { cells, folder, observer, signal, cpus, hasNamespace } = setting;
  const kept: Kept = { lines: openPackedLines(join(folder, handoversFile)), handovers: [], skips: [] };
  const ran: HandoverResults['cells'][number][] = [];
  let outOfSpace: OutOfSpaceError | null = null;
  for (const cell of cells) {
    if (signal.aborted) break;
    observer.cellStarted(cell);
    outOfSpace = await runCell(cell, setting, kept, conduct);
    const isWhole = outOfSpace === null && !setting.signal.aborted;
    ran.push(shapeOf(cell, !isWhole));
    if (!isWhole) break;
  }
  const { sha256, bytes, lines: count } = kept.lines.close();
  const { handovers, skips } = kept;
  if (handovers.length === 0) {
    kept.lines.discard();
    return { results: null, skips, outOfSpace };
  }
  const samples = { file: handoversFile, sha256, bytes, handovers: count } as const;
  const rows = ran.flatMap((cell) =>
    handoverRows({ ...cell, controls: controlsOf(armsOf(cells, cell.scenario)) }, handovers),
  );
  const scenarios = cells.map(({ scenario }) => scenario);
  const results = { scenarios, cells: ran, cpus, hasNamespace, handovers, rows, samples };
  return { results, skips, outOfSpace };
}

/** To its end, or until it is interrupted, or the disk is full. */
async function runCell(
  cell: HandoverCell,
  setting: HandoverSetting,
  { lines, handovers, skips }: Kept,
  conduct: typeof conductHandover,
): Promise<OutOfSpaceError | null> {
  const { observer, seed } = setting;
  const keeper = keepSkips();
  for (const planned of handoversOfCell(cell, seed).flat()) {
    if (keeper.isSkipped({ place: { arm: planned.arm.id, point: planned.point } })) continue;
    const record = await conduct(planned, setting);
    if (record === null) return null;
    const kept = { handover: handovers.length, ...record };
    try {
      lines.append(kept);
    } catch (error) {
      if (error instanceof OutOfSpaceError) return error;
      throw error;
    }
    const summary = summaryOf(kept);
    handovers.push(summary);
    observer.handoverEnded(cell, summary);
    const skip = keeper.note(record);
    if (skip === null) continue;
    skips.push(skip);
    observer.skipped(skip);
  }
  return null;
}

function shapeOf(
  { scenario, arms, points, blocks }: HandoverCell,
  isInterrupted: boolean,
): HandoverResults['cells'][number] {
  return {
    scenario: scenario.id,
    arms: arms.map(({ id }) => id),
    points,
    blocks,
    endedBy: isInterrupted ? 'interrupted' : 'plan',
  };
}

function armsOf(cells: readonly HandoverCell[], scenario: string): HandoverCell['arms'] {
  return cells.find((cell) => cell.scenario.id === scenario)?.arms ?? [];
}

/** All but what only the line in the file has. */
function summaryOf(record: Unnumbered & { readonly handover: number }): HandoverSummary {
  const onlyInFile: readonly string[] = ['parameters', 'originNs', 'goNs', 'entries'];
  const kept = Object.entries(record).filter(([key]) => !onlyInFile.includes(key));
  return Object.fromEntries(kept) as unknown as HandoverSummary;
}
