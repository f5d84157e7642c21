// SPDX-License-Identifier: Apache-2.0
// `--only key=value,…`: which part of the plan to run. The same key twice means either value.

import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { SilentScenario } from '../../scenarios/silent-scenario.ts';
import type { Mechanism } from '../mechanisms.ts';
import { floorMechanism } from '../mechanisms.ts';
import { UsageError } from '../usage-error.ts';
import { nearestWord } from './nearest.ts';

export const onlyKeys = ['scenario', 'mechanism', 'placement', 'point', 'variant'] as const;
export type OnlyKey = (typeof onlyKeys)[number];

/** Accepted values of each key; a key that is absent accepts everything. */
export type Only = Partial<Record<OnlyKey, readonly string[]>>;

/** `batch` is another word for `point`: the first axis was a batch size. */
const otherWords: ReadonlyMap<string, OnlyKey> = new Map([['batch', 'point']]);

/** Refuses what does not exist, with the list of what does. */
export function parseOnly(text: string, known: Readonly<Record<OnlyKey, readonly string[]>>): Only {
  const only: Partial<Record<OnlyKey, string[]>> = {};
  for (const term of text.split(',')) {
    const { key, value } = splitTerm(term);
    if (!known[key].includes(value)) throw unknownWord(`${key} "${value}"`, value, known[key]);
    (only[key] ??= []).push(value);
  }
  return only;
}

/** Every value that a key can take. */
export function knownValues(
  scenarios: readonly Scenario[],
  mechanisms: readonly Mechanism[],
  handovers: readonly HandoverScenario[] = [],
  silent: readonly SilentScenario[] = [],
): Record<OnlyKey, readonly string[]> {
  const launches = scenarios.filter((scenario) => scenario.class === 'launches');
  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
  return {
    scenario: [...scenarios, ...handovers, ...silent].map((scenario) => scenario.id),
    mechanism: unique([
      ...mechanisms.map((mechanism) => mechanism.name),
      ...handovers.flatMap(({ arms }) => arms.map(({ id }) => id)),
    ]),
    placement: ['same-cpu', 'cross-cpu', 'unpinned'],
    point: unique(
      [
        ...launches.flatMap((scenario) => scenario.axis?.values ?? []),
        ...handovers.flatMap(({ axis }) => axis.values),
      ].map(String),
    ),
    variant: unique([
      ...launches.flatMap((scenario) => scenario.variants.map((variant) => variant.label)),
      ...silent.flatMap(({ conditions }) => conditions.map(({ id }) => id)),
    ]).filter((label) => label !== ''),
  };
}

export function accepts(only: Only, key: OnlyKey, value: string): boolean {
  return only[key]?.includes(value) ?? true;
}

/** The floor stays in every block, whatever is asked for. */
export function acceptsMechanism(only: Only, mechanism: string): boolean {
  return mechanism === floorMechanism || accepts(only, 'mechanism', mechanism);
}

function splitTerm(term: string): { key: OnlyKey; value: string } {
  const equals = term.indexOf('=');
  const key = (equals < 0 ? term : term.slice(0, equals)).trim();
  const value = equals < 0 ? '' : term.slice(equals + 1).trim();
  if (key === '') throw new UsageError('--only: expected key=value,…, for example scenario=one-descriptor');
  const found = onlyKeys.find((word) => word === key) ?? otherWords.get(key);
  if (found === undefined) throw unknownWord(`key "${key}"`, key, [...onlyKeys, ...otherWords.keys()]);
  if (value === '') throw new UsageError(`--only: "${term}" has no value; write ${key}=VALUE`);
  return { key: found, value };
}

function unknownWord(what: string, word: string, candidates: readonly string[]): UsageError {
  const near = nearestWord(word, candidates);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return new UsageError(`--only: unknown ${what}.${hint} Known: ${candidates.join(', ')}`);
}
