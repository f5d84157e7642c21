// SPDX-License-Identifier: Apache-2.0
// What no schema can say of silent failures: every descriptor that was meant became something, rows are the sums of their
// launches, rates and shares fit the counts.

import { firstFault } from './first-fault.ts';
import { addSilentLedgers, emptySilentLedger, silentLedgerFault } from './silent-ledger.ts';
import type { SilentLaunch, SilentResults, SilentRow } from './silent.ts';

type Place = Pick<SilentRow, 'scenario' | 'condition' | 'arm'>;

/** What is wrong first, as "rows/0 means …", or null. The result has passed its schema. */
export function findContradictionOfSilent({ scenarios, launches, rows }: SilentResults): string | null {
  const known = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const placeFault = ({ scenario, condition, arm }: Place): string | null => {
    const found = known.get(scenario);
    const isKnown =
      found?.arms.some(({ id }) => id === arm) === true &&
      found.conditions.some(({ id }) => id === condition);
    return isKnown ? null : 'is of a scenario, a condition or an arm that silent/scenarios does not have';
  };
  return (
    firstFault(launches, 'launches', (one) => placeFault(one) ?? launchFault(one), ' ') ??
    firstFault(rows, 'rows', (row) => placeFault(row) ?? rowFault(row, launches), ' ')
  );
}

function launchFault({ status, failure, transfers, ledger }: SilentLaunch): string | null {
  if (status !== 'ok') return null;
  if (failure !== null) return 'ended well, and has a failure';
  return ledger === null ? 'ended well, and has no ledger' : silentLedgerFault(ledger, transfers);
}

function rowFault(row: SilentRow, launches: readonly SilentLaunch[]): string | null {
  const own = launches.filter(
    ({ scenario, condition, arm, status }) =>
      scenario === row.scenario && condition === row.condition && arm === row.arm && status === 'ok',
  );
  const sum = own.reduce((ledger, one) => addSilentLedgers(ledger, one.ledger ?? ledger), emptySilentLedger);
  const keys = Object.keys(sum) as (keyof typeof sum)[];
  const wrong = keys.find((key) => row.ledger[key] !== sum[key]);
  if (wrong !== undefined)
    return `has ${String(row.ledger[wrong])} as ${wrong}, and its launches have ${String(sum[wrong])} together`;
  if (own.length !== row.launches) return `has ${String(row.launches)} launches, and there are ${String(own.length)}`;
  return silentLedgerFault(row.ledger, row.transfers) ?? rateFault(row);
}

const slack = 1e-9;

function rateFault(row: SilentRow): string | null {
  const rates = ['truncated', 'lost', 'swapped', 'refused', 'replacedPerSecond'] as const;
  const negative = rates.find((name) => (row[name]?.interval?.lo ?? row[name]?.value ?? 0) < 0);
  if (negative !== undefined) return `has a negative ${negative}`;
  const impossible = (['truncated', 'lost', 'swapped', 'refused'] as const).find(
    (name) => row.ledger[name] === 0 && (row[name]?.value ?? 0) > 0,
  );
  if (impossible !== undefined) return `has a rate of ${impossible}, and counted none`;
  const share = row.transfers === 0 ? 0 : row.ledger.spoiled / row.transfers;
  const { lo, hi } = row.spoiledShare;
  const isOutside = lo < 0 || hi > 1 || (row.transfers > 0 && (lo > share + slack || hi < share - slack));
  return isOutside
    ? `has a spoiledShare from ${String(lo)} to ${String(hi)}, and the share is ${String(share)}`
    : null;
}
