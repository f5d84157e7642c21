// SPDX-License-Identifier: Apache-2.0
// Made-up counts of silent failures: every condition and arm, drawn from a fixed seed. Rows are computed from the launches, so
// that all that is told fits together.

import type { Result } from '../../bench/results/result.ts';
import { emptySilentLedger } from '../../bench/results/silent-ledger.ts';
import type { SilentLaunch, SilentLedger, SilentResults } from '../../bench/results/silent.ts';
import { silentRows } from '../../bench/stats/silent-rows.ts';
import { silentFailures } from '../../scenarios/silent/silent-failures.ts';
import type { SilentArm, SilentCondition } from '../../scenarios/silent-scenario.ts';
import { makeDraws } from '../../test/support/draws.ts';
import type { ReportInput } from '../report-input.ts';
import { exampleInput } from './example-result.ts';

const transfers = 1000;
const meantByTransfer = 4;

/** The example, and its silent failures. */
export function silentInput(blocks = 12): ReportInput {
  const input = exampleInput();
  return { ...input, result: withSilent(input.result, exampleSilent(blocks)) };
}

export function withSilent(result: Result, silent: SilentResults): Result {
  return { ...result, silent };
}

export function exampleSilent(blocks = 12): SilentResults {
  const draws = makeDraws(9, 'example silent failures');
  const { id, arms, conditions } = silentFailures;
  const launches = [...Array(blocks).keys()].flatMap((block) =>
    conditions.flatMap((condition, c) =>
      arms.map((arm, a): SilentLaunch => ({
        scenario: id,
        block,
        position: c * arms.length + a,
        condition: condition.id,
        arm: arm.id,
        status: 'ok',
        failure: null,
        transfers,
        ledger: exampleLedger(arm, condition, draws.uniform()),
        leaked: 0,
        replacedPerSecond: condition.churnPerSecond * 0.9,
      })),
    ),
  );
  return silentWith(launches, blocks);
}

/** One launch of it failed. */
export function silentWithFailure(): SilentResults {
  const blocks = 10;
  const failure = { code: 'EMFILE', operation: 'memfd_create', text: 'the table is full' };
  const nothing = { ledger: null, leaked: null, replacedPerSecond: null, transfers: 0 };
  const launches = exampleSilent(blocks).launches.map((one, index): SilentLaunch =>
    index === 5 ? { ...one, status: 'failed', failure, ...nothing } : one,
  );
  return silentWith(launches, blocks);
}

/** All that follows from launches. */
export function silentWith(launches: readonly SilentLaunch[], blocks: number): SilentResults {
  const { id, arms, conditions } = silentFailures;
  const cell = {
    scenario: id,
    arms: arms.map((arm) => arm.id),
    conditions: conditions.map((condition) => condition.id),
    blocks,
    transfers,
    endedBy: 'plan' as const,
  };
  return {
    scenarios: [silentFailures],
    cells: [cell],
    cpus: { donor: 2, receiver: 3 },
    launches,
    rows: silentRows(cell, launches),
  };
}

/** `draw` is from 0 to 1: what differs from block to block. */
function exampleLedger(arm: SilentArm, condition: SilentCondition, draw: number): SilentLedger {
  const pressed = condition.freeMax === null ? 0 : Math.round(100 + 40 * draw);
  const swapped =
    arm.id === 'naive pull' ? Math.round((condition.churnPerSecond / 1000) * (0.8 + 0.6 * draw)) : 0;
  return arm.care === 'safe' ? refusing(pressed) : failing(arm, { pressed, swapped });
}

/** A whole transfer is refused where one descriptor finds no place. */
function refusing(refusals: number): SilentLedger {
  const meant = transfers * meantByTransfer;
  const refused = refusals * meantByTransfer;
  return {
    ...emptySilentLedger,
    meant,
    right: meant - refused,
    refused,
    whole: transfers - refusals,
    refusals,
  };
}

function failing(
  { mechanism }: SilentArm,
  { pressed, swapped }: { readonly pressed: number; readonly swapped: number },
): SilentLedger {
  const meant = transfers * meantByTransfer;
  const right = meant - pressed - swapped;
  const spoiled = pressed + swapped;
  return {
    ...emptySilentLedger,
    meant,
    right,
    truncated: mechanism === 'scm_rights' ? pressed : 0,
    lost: mechanism === 'scm_rights' ? 0 : pressed,
    swapped,
    inheritable: mechanism === 'scm_rights' ? right : 0,
    whole: transfers - spoiled,
    spoiled,
  };
}
