// SPDX-License-Identifier: Apache-2.0
// What a reader must know before the answer: a run that is empty, cut short, failed in parts, quick,
// or too short for intervals says so first.

import type { LaunchSummary, Result, Row } from '../../bench/results/result.ts';
import { alikeRatios } from '../alike-ratios.ts';
import { judgeAlike } from '../alike-verdict.ts';
import { printable } from '../escape.ts';
import { formatCount, formatCountOf } from '../format.ts';
import { handoversOf } from '../handover-lookup.ts';
import { weakeningDoubts } from '../row-doubts.ts';
import { armOfRow, wordsForPlacement } from '../row-lookup.ts';
import { silentOf } from '../silent-lookup.ts';
import { code, listed, text, toSection } from './blocks.ts';
import type { Text } from './blocks.ts';
import type { Section } from './section.ts';

export const caveats: Section = {
  id: 'before-you-read-on',
  title: 'Before you read on',
  isBox: true,
  blocks: ({ result }) => {
    const items = caveatsOf(result);
    return items.length === 0 ? [] : [{ kind: 'list', items }];
  },
};

/** The sentences, gravest first; empty for a run without fault. */
export function caveatsOf(result: Result): readonly Text[] {
  const rules = [
    nothingMeasured,
    interrupted,
    oracleFailed,
    declaredWeakened,
    launchesFailed,
    zeroWrong,
    armsMissing,
    withoutInterval,
    quick,
  ];
  return rules.map((rule) => rule(result)).filter((sentence) => sentence !== undefined);
}

type Rule = (result: Result) => Text | undefined;

const nothingMeasured: Rule = (result) => {
  const others = [handoversOf(result), silentOf(result)];
  if (result.rows.some(isMeasured) || others.some((one) => one !== undefined)) return undefined;
  if (result.launches.some(({ status }) => status === 'failed')) {
    return text`Nothing was measured: no launch gave a number. What failed is below.`;
  }
  return result.skips.length > 0
    ? text`Nothing was measured: everything that was asked for was skipped. The reasons and remedies are below.`
    : text`Nothing was measured, so this report has no answer.`;
};

const interrupted: Rule = ({ run, cells, launches }) => {
  if (run.status !== 'interrupted') return undefined;
  const open = cells.filter(
    ({ scenario, placement }) =>
      !launches.some((launch) => launch.scenario === scenario && launch.placement === placement),
  );
  const places = open.flatMap(({ scenario, placement }, index): Text => {
    const place = text`${code(scenario)} (${wordsForPlacement(placement)})`;
    return index === 0 ? place : [', ', ...place];
  });
  const notBegun: Text = open.length === 0 ? [] : text` Not begun: ${places}.`;
  return text`The run was interrupted. What is here is whole, but it is not all that was planned.${notBegun}`;
};

const oracleFailed: Rule = ({ launches }) => {
  const failed = launches.filter((launch) => launch.oracle === 'fail');
  return failed.length === 0
    ? undefined
    : text`The oracle failed in ${formatCountOf(failed.length, 'launch', 'launches')} (${byArm(failed)}): descriptors did not arrive as they were sent. No claim is made about the arms concerned.`;
};

/** "`scm_rights` 20, `pidfd_getfd` 3": most first. */
function byArm(launches: readonly LaunchSummary[]): Text {
  const counts = new Map<string, number>();
  for (const { arm } of launches) counts.set(arm, (counts.get(arm) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .flatMap(([arm, count], index): Text => {
      const words = text`${code(arm)} ${formatCount(count)}`;
      return index === 0 ? words : [', ', ...words];
    });
}

/** Too few blocks have their own sentence. */
const declaredWeakened: Rule = (result) => {
  const declared = result.rows.filter((row) => row.declared && row.ratioToReference?.interval != null);
  const weakened = declared.flatMap((row) => {
    const ids = [...new Set(weakeningDoubts(result, row).map(({ id }) => id))];
    return ids.length === 0 ? [] : [{ row, ids }];
  });
  if (weakened.length === 0) return undefined;
  const items = weakened.flatMap(({ row, ids }, index): Text => {
    const place = text`${code(row.arm)} in ${code(row.scenario)}, ${wordsForPlacement(row.placement)} (${listed(ids.map(code))})`;
    return index === 0 ? place : ['; ', ...place];
  });
  return text`${formatCount(weakened.length)} of ${formatCountOf(declared.length, 'declared comparison')} ${weakened.length === 1 ? 'is' : 'are'} weakened by a doubt, and nothing is claimed about ${weakened.length === 1 ? 'it' : 'them'}: ${items}. What was seen, and what to do, is below.`;
};

const zeroWrong: Rule = (result) =>
  judgeAlike(alikeRatios(result)).isWrong
    ? text`Arms differ from themselves in neighbouring blocks, more often than chance lets them: see ${toSection('what zero looks like', 'what-zero-looks-like')} before you rest anything on a small difference.`
    : undefined;

const launchesFailed: Rule = ({ launches }) => {
  const failed = launches.filter((launch) => launch.status === 'failed');
  return failed.length === 0
    ? undefined
    : text`${formatCount(failed.length)} of ${formatCountOf(launches.length, 'launch', 'launches')} failed and ${failed.length === 1 ? 'is' : 'are'} in no number (${byArm(failed)})${failed.length === launches.length ? '' : '; what is left may be the luckier part'}. They are listed below.`;
};

/** Arms that were planned and gave no number anywhere. */
const armsMissing: Rule = (result) => {
  const measured = new Set(result.rows.filter(isMeasured).map((row) => row.arm));
  if (measured.size === 0) return undefined;
  const planned = result.cells.flatMap((cell) => cell.arms.map((arm) => arm.id));
  const skipped = result.skips.flatMap((skip) => skip.arm ?? []);
  const missing = [...new Set([...planned, ...skipped])].filter((arm) => !measured.has(arm));
  return missing.length === 0
    ? undefined
    : text`Not measured in any scenario: ${listed(missing.map(code))}. What is missing cannot be compared.${reasonsOf(result, missing)}`;
};

function reasonsOf({ skips }: Result, arms: readonly string[]): Text {
  const reasons = skips.flatMap(({ arm, reason }) =>
    arm !== null && arms.includes(arm) ? [printable(reason)] : [],
  );
  return reasons.length === 0 ? [] : text` Why: ${[...new Set(reasons)].join('; ')}.`;
}

const withoutInterval: Rule = (result) => {
  const compared = result.rows.filter((row) => isCompared(result, row));
  const bare = compared.filter((row) => row.ratioToReference?.interval === null);
  if (bare.length === 0) return undefined;
  const all = bare.length === compared.length;
  return all
    ? text`There are too few blocks for any interval (fewer than 10), so nothing is claimed about which is cheaper.`
    : text`${formatCount(bare.length)} of ${formatCountOf(compared.length, 'comparison')} have too few blocks for an interval; nothing is claimed about those.`;
};

const quick: Rule = ({ run }) =>
  run.quick ? text`This was a quick run (${code('--quick')}): a first look with few blocks.` : undefined;

/** Also where every transfer was lost: that was measured. */
function isMeasured({ wall, outcomes }: Row): boolean {
  return wall !== null || (outcomes !== undefined && outcomes.offered > 0);
}

function isCompared(result: Result, row: Row): boolean {
  return row.ratioToReference !== null && !armOfRow(result, row).isFloor;
}
