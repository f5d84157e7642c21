// SPDX-License-Identifier: Apache-2.0
// `gate --baseline DIR`: the stored result, and head's launches of now. No base helper is launched: that is what makes
// it advice.

import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Baseline } from '../gate/baseline.ts';
import { baselineOf } from '../gate/baseline.ts';
import { environmentDifferences } from '../gate/environment-differences.ts';
import { blocksRun } from '../gate/gate-cell.ts';
import type { Advice } from '../gate/judge-baseline.ts';
import { judgeBaseline } from '../gate/judge-baseline.ts';
import type { Environment } from '../results/environment.ts';
import type { HelperFacts, PassRecord } from '../results/gate-result.ts';
import type { OutOfSpaceError } from '../results/out-of-space.ts';
import { readGateResult } from '../results/read-gate.ts';
import { readResult } from '../results/read-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import { gateFile, resultFile } from '../results/run-folder.ts';
import { StoredRunError } from '../results/stored-run-error.ts';
import type { LiveBlocks } from '../run/live-blocks.ts';
import { liveBlocks } from '../run/live-blocks.ts';
import type { GateMeasurement } from './gate-measure.ts';
import { budgetEnd } from './gate-budget.ts';
import type { GatePlan } from './gate-plan.ts';

/** A run's folder, a gate's, or the file in it. */
export function readBaseline(place: string): Baseline {
  const isFile = statSync(place, { throwIfNoEntry: false })?.isFile() ?? false;
  const folder = isFile ? dirname(place) : place;
  const files = isFile ? [basename(place)] : [gateFile, resultFile];
  const found = files.find((file) => existsSync(join(folder, file)));
  if (found === gateFile) return baselineOf(readGateResult(folder), folder);
  if (found === resultFile) return baselineOf(readResult(folder), folder);
  throw new StoredRunError(
    `--baseline ${place}: neither ${resultFile} nor ${gateFile} is there; name the folder of a run or a gate`,
  );
}

/** What is known of the program that the stored result was made with. */
export function storedFacts({ source, environment }: Baseline): HelperFacts {
  const { revision, helperSha256, compiler, flags } = environment.build;
  return { source: `stored: ${source}`, commit: revision, sha256: helperSha256, compiler, flags };
}

export interface Comparison {
  readonly baseline: Baseline;
  /** Of now. */
  readonly environment: Environment;
}

export interface MeasuredAdvice {
  readonly conclusion: Advice;
  readonly passes: readonly PassRecord[];
  readonly outOfSpace: OutOfSpaceError | null;
}

/** All blocks of one cell after the other, one look: without pairs there is nothing that an early end could save. */
export async function measureAgainstBaseline(
  { plan, machine, kept, seed, budget }: GateMeasurement,
  { baseline, environment }: Comparison,
): Promise<MeasuredAdvice> {
  const startedAt = performance.now();
  const shared = { cells: plan.launched, machine, kept, seed, firstBlock: 0 };
  const source = liveBlocks({ ...shared, endsAt: budgetEnd(budget) });
  const launches = await launchAll(plan, source);
  const endedBy = source.ended() ?? 'last-look';
  const differences = environmentDifferences(baseline.environment, environment);
  return {
    conclusion: judgeBaseline({ cells: plan.cells, baseline, differences, launches, endedBy }),
    passes: [
      {
        name: 'first',
        firstBlock: 0,
        blocks: plan.cells.map((cell) => ({
          cell: cell.id,
          run: blocksRun(launches.get(cell.id) ?? [], cell),
          planned: cell.planned.blocks,
        })),
        launches: [...launches.values()].flat().length,
        seconds: (performance.now() - startedAt) / 1000,
        endedBy,
      },
    ],
    outOfSpace: source.outOfSpace(),
  };
}

async function launchAll(
  { cells }: GatePlan,
  source: LiveBlocks,
): Promise<ReadonlyMap<string, readonly LaunchSummary[]>> {
  const launches = new Map<string, readonly LaunchSummary[]>();
  for (const cell of cells) launches.set(cell.id, await source.next(cell, cell.planned.blocks));
  return launches;
}
