// SPDX-License-Identifier: Apache-2.0
// A donor that does not answer can give nothing; whether it can be pulled from is what the unasked scenarios show.

import type { Result, Row } from '../../../bench/results/result.ts';
import { printable } from '../../escape.ts';
import { formatCount } from '../../format.ts';
import { doubtsOfRow } from '../../row-doubts.ts';
import { armOfRow } from '../../row-lookup.ts';
import { code, text } from '../blocks.ts';
import type { Text } from '../blocks.ts';
import { claimWords, durationWords, ratioWords } from '../claim-words.ts';
import { isScenarioMeasured, scenarioMissing } from '../not-measured.ts';
import type { Choice } from './choice.ts';
import { notDecided } from './choice.ts';

export function chooseByCooperation(result: Result): readonly Choice[] {
  return [askedOfStopped(result), unaskedOfStopped(result), ...unaskedOfBusy(result)];
}

function askedOfStopped(result: Result): Choice {
  const when = text`the donor is stopped, and must be asked`;
  const rows = steppedRows(result, 'stopped-donor').filter(({ outcomes }) => (outcomes?.offered ?? 0) > 0);
  if (rows.length === 0) return missing(result, 'stopped-donor', when);
  const isAllLost = rows.every(({ outcomes }) => outcomes?.lost === outcomes?.offered);
  return {
    when,
    then: isAllLost ? text`neither: nothing arrives while it is stopped` : [notDecided],
    evidence: outcomesOf(rows),
  };
}

function unaskedOfStopped(result: Result): Choice {
  const when = text`the donor is stopped, and its numbers are known`;
  const rows = steppedRows(result, 'stopped-donor-unasked');
  const [row] = rows.filter(({ outcomes }) => (outcomes?.offered ?? 0) > 0);
  if (row === undefined) return missing(result, 'stopped-donor-unasked', when);
  const { outcomes, wall, oracle } = row;
  const isWeakened = doubtsOfRow(result, row).some(({ weight }) => weight === 'weakens');
  const isComplete = outcomes?.completed === outcomes?.offered && oracle === 'pass' && !isWeakened;
  const time = wall === null ? '' : `; p50 ${durationWords(wall.p50)}`;
  return { when, then: isComplete ? text`pull` : [notDecided], evidence: text`${outcomesOf([row])}${time}` };
}

/** A pull that needs no answer, against the same pull from an idle donor. */
function unaskedOfBusy(result: Result): readonly Choice[] {
  const id = 'busy-donor-unasked';
  const rows = steppedRows(result, id);
  if (rows.length === 0) return [missing(result, id, text`the donor is busy, and its numbers are known`)];
  return rows.map((row) => ({
    when: text`the donor is ${printable(armOfRow(result, row).variant)}, and its numbers are known`,
    then: row.wall === null || row.oracle === 'fail' ? [notDecided] : text`pull can be used: it asks nobody`,
    evidence: text`${code(row.arm)} to ${code(row.reference ?? '')}: ${row.ratioToReference === null ? '' : `${ratioWords(row.ratioToReference)}; `}${claimWords(result, row)}`,
  }));
}

/** Rows of a step of load; the first step, which they are compared with, and the floors are left out. */
function steppedRows(result: Result, scenario: string): readonly Row[] {
  return result.rows.filter(
    (row) => row.scenario === scenario && row.reference !== null && !armOfRow(result, row).isFloor,
  );
}

function outcomesOf(rows: readonly Row[]): Text {
  return rows.flatMap(({ arm, outcomes }, index): Text => {
    const words = text`${code(arm)}: ${formatCount(outcomes?.completed ?? 0)} of ${formatCount(outcomes?.offered ?? 0)} held in time, ${formatCount(outcomes?.lost ?? 0)} lost`;
    return index === 0 ? words : ['; ', ...words];
  });
}

function missing(result: Result, id: string, when: Text): Choice {
  return {
    when,
    then: [notDecided],
    evidence: isScenarioMeasured(result, id)
      ? text`${code(id)} has no such row`
      : scenarioMissing(result, id),
  };
}
