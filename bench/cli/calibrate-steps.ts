// SPDX-License-Identifier: Apache-2.0
// The steps of a calibration, in their order: the A/A session, its redraws, gates on identical code, gates with a
// slowdown. The redraws come before the gates, so that whoever interrupts later keeps the curve.

import type { GateCell } from '../gate/gate-cell.ts';
import type { Calibration } from '../results/calibration.ts';
import { median } from '../stats/quantile.ts';
import { ExpectedError, exitCodes } from '../usage-error.ts';
import { replaySessions, replayStep } from './calibrate-curves.ts';
import { calibrateEndpoints } from './calibrate-endpoints.ts';
import { gateStep, runAlike, runInjected } from './calibrate-gates.ts';
import type { Laboratory } from './calibrate-laboratory.ts';
import type { CalibrateProgress, Step } from './calibrate-progress.ts';
import type { CalibratedCell } from './calibrate-session.ts';
import { runSession } from './calibrate-session.ts';

export interface CalibrationSize {
  /** Blocks of the A/A session of each cell. */
  readonly sessionBlocks: number;
  /** For each point of the curve. */
  readonly redraws: number;
  /** Real gates with base = head. */
  readonly gates: number;
  /** Real gates with a slowdown drawn at random. */
  readonly injections: number;
}

export type Steps = Readonly<Record<'session' | 'redraws' | 'alike' | 'injected', Step>>;

export interface Calibrating {
  readonly laboratory: Laboratory;
  readonly cells: readonly GateCell[];
  readonly size: CalibrationSize;
  readonly steps: Steps;
  readonly seed: number;
  readonly progress: CalibrateProgress;
}

export type CalibrationFindings = Pick<Calibration, 'endpoints' | 'injections' | 'secondsPerGate'>;

/** As long as none has been timed. */
const secondsPerBlock = 0.3;

export function stepsOf(size: CalibrationSize, cells: readonly GateCell[]): Steps {
  const blocks = cells.reduce((sum, cell) => sum + sessionBlocks(cell, size), 0);
  return {
    session: { name: 'A/A session, block', units: blocks, secondsEach: secondsPerBlock },
    redraws: replayStep(cells.length, size.redraws),
    alike: gateStep('base = head, gate', size.gates),
    injected: gateStep('with a slowdown, gate', size.injections),
  };
}

/** null: interrupted before there was anything to keep. */
export async function calibrate(one: Calibrating): Promise<CalibrationFindings | null> {
  const { laboratory, size, steps, seed, progress } = one;
  const { signal } = laboratory;
  const sessions = await measureSessions(one);
  if (signal.aborted) return null;
  const { redraws } = size;
  const replayed = await replaySessions(sessions, { redraws, seed, signal, progress, step: steps.redraws });
  if (replayed === null) return null;
  const alike = await runAlike(laboratory, { seed, progress, step: steps.alike });
  // Seeds of their own: another order than in the gates before.
  const other = { seed: (seed + alikeSeeds) % 2 ** 32, progress, step: steps.injected };
  const injections = await runInjected(laboratory, sessions, other);
  const seconds = alike.map((gate) => gate.seconds);
  return {
    endpoints: calibrateEndpoints(replayed, alike),
    injections,
    secondsPerGate: seconds.length === 0 ? null : { median: median(seconds), max: Math.max(...seconds) },
  };
}

const alikeSeeds = 100_000;

/** At least as many as the longest pass takes: else a replay would meet a block twice. */
function sessionBlocks({ looks }: GateCell, size: CalibrationSize): number {
  return Math.max(size.sessionBlocks, looks.at(-1)?.blocks ?? 0);
}

async function measureSessions({
  laboratory,
  cells,
  size,
  steps,
  seed,
  progress,
}: Calibrating): Promise<CalibratedCell[]> {
  progress.begin(steps.session);
  let before = 0;
  const sessions: CalibratedCell[] = [];
  for (const cell of cells) {
    if (laboratory.signal.aborted) break;
    const blocks = sessionBlocks(cell, size);
    const observer = {
      ...progress.observer,
      launchEnded: (_: unknown, { block }: { readonly block: number }) => {
        progress.reached(before + block);
      },
    };
    const session = await runSession(laboratory, cell, { blocks, seed, observer });
    refuseShort(session, blocks, laboratory.signal);
    sessions.push(session);
    before += blocks;
  }
  return sessions;
}

function refuseShort({ cell, session }: CalibratedCell, blocks: number, signal: AbortSignal): void {
  const needed = cell.looks.at(-1)?.blocks ?? 0;
  if (signal.aborted || session.blocks.length >= needed) return;
  throw new ExpectedError(
    `${cell.id}: only ${String(session.blocks.length)} of ${String(blocks)} blocks of the A/A session are whole, ${String(needed)} are needed: launches fail here. "fd-handover doctor" says why`,
    exitCodes.invalid,
  );
}
