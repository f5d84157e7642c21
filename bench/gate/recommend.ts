// SPDX-License-Identifier: Apache-2.0
// Which tolerance and how many blocks a machine can carry: the smallest tolerance at which identical code almost never
// fails and mostly passes, and a slowdown well above it is found.

import type { EndpointCalibration, VerdictCounts } from '../results/calibration.ts';
import type { Endpoint } from '../results/gate-result.ts';
import { defaultTolerance } from '../results/tolerances.ts';
import { looksFor } from './design.ts';
import type { GateCell } from './gate-cell.ts';
import type { ReplayWishes } from './operating-characteristic.ts';
import { noVerdicts, replayVerdicts } from './operating-characteristic.ts';

/** What people set: shares that can be said in a word. */
const candidates = [0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5] as const;

/** Of gates on identical code. */
const mostFailing = 0.005;
const fewestPassing = 0.9;
/** A slowdown of 5 % against a tolerance of 3 %, as docs/method.md asks. */
const wellAbove = 5 / 3;
const fewestFound = 0.95;

type Recommended = EndpointCalibration['recommended'];

/** For each endpoint of the cell; tries the blocks of its looks, and twice as many where the session has them. */
export async function recommend(wishes: ReplayWishes): Promise<ReadonlyMap<string, Recommended>> {
  const { cell, session } = wishes;
  const blocks = cell.looks.at(-2)?.blocks ?? 0;
  // A longer pass would meet the same block twice, and believe itself for it.
  const counts = [blocks, 2 * blocks].filter((count) => lastLook(count) <= session.blocks.length);
  const open = new Map(cell.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const found = new Map<string, Recommended>();
  for (const tolerance of candidates) {
    for (const count of counts) {
      if (open.size === 0) return found;
      const carried = await endpointsThatCarry(wishes, tolerance, count);
      for (const endpoint of [...open.values()].filter(({ id }) => carried.has(id))) {
        open.delete(endpoint.id);
        found.set(endpoint.id, { tolerance, blocks: count, text: textFor(endpoint, tolerance, count) });
      }
    }
  }
  const most = counts.at(-1) ?? blocks;
  for (const endpoint of open.values()) found.set(endpoint.id, noRecommendation(endpoint, most));
  return found;
}

function lastLook(blocks: number): number {
  return looksFor(blocks).at(-1)?.blocks ?? 0;
}

async function endpointsThatCarry(
  wishes: ReplayWishes,
  tolerance: number,
  blocks: number,
): Promise<ReadonlySet<string>> {
  const trial = { ...wishes, cell: withDesign(wishes.cell, tolerance, blocks) };
  const alike = (await replayVerdicts(trial, 0)).endpoints;
  const quiet = [...alike].filter(([, verdicts]) => isQuiet(verdicts)).map(([id]) => id);
  if (quiet.length === 0) return new Set();
  const slower = (await replayVerdicts(trial, tolerance * wellAbove)).endpoints;
  return new Set(quiet.filter((id) => isFound(slower.get(id) ?? noVerdicts())));
}

function isQuiet(alike: VerdictCounts): boolean {
  const total = totalOf(alike);
  return alike.FAIL <= total * mostFailing && alike.PASS >= total * fewestPassing;
}

function isFound(slower: VerdictCounts): boolean {
  return slower.FAIL >= totalOf(slower) * fewestFound;
}

function totalOf(verdicts: VerdictCounts): number {
  return Object.values(verdicts).reduce((sum, count) => sum + count, 0);
}

function withDesign(cell: GateCell, tolerance: number, blocks: number): GateCell {
  const endpoints = cell.endpoints.map((endpoint) => ({ ...endpoint, tolerance }));
  const planned = { ...cell.planned, blocks: lastLook(blocks) };
  return { ...cell, endpoints, planned, looks: looksFor(blocks) };
}

/** Never looser than the default in silence. */
function textFor({ placement, quantile }: Endpoint, tolerance: number, blocks: number): string {
  const usual = defaultTolerance(placement, quantile);
  const what = `${percent(tolerance)} with ${String(blocks)} blocks: a slowdown of ${percent(tolerance * wellAbove)} is then found`;
  if (tolerance < usual) return `${what}; tighter than the default of ${percent(usual)}`;
  if (tolerance === usual) return `${what}; this is the default`;
  return `this machine is too noisy for the default of ${percent(usual)}: ${what}. Quieten it rather than loosen the gate`;
}

function noRecommendation({ placement, quantile }: Endpoint, blocks: number): Recommended {
  const tolerance = candidates.at(-1) ?? 0.5;
  const usual = percent(defaultTolerance(placement, quantile));
  return {
    tolerance,
    blocks,
    text: `none up to ${percent(tolerance)}: this machine is too noisy for a gate (the default would be ${usual}). Use a quieter one`,
  };
}

function percent(value: number): string {
  return `${String(Number((value * 100).toFixed(1)))} %`;
}
