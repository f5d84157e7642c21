// SPDX-License-Identifier: Apache-2.0
// Compares what was seen of an act with what its kernel should show.

import type { Expectation, Expected, Value } from '../../scenarios/play.ts';
import type { Played, TakenStep } from './play-act.ts';
import { isAtLeast } from './linux-version.ts';

export type ActStatus = 'as-expected' | 'different' | 'not-possible';

export interface ActVerdict {
  readonly status: ActStatus;
  /** Of what was expected, what was seen; '' where nothing was answered. */
  readonly seen: Readonly<Record<string, Value>>;
  readonly expected: Readonly<Record<string, Expectation>>;
  /** What differs, or why it could not be played; '' where all is as expected. */
  readonly why: string;
}

export function judgeAct(played: Played, expects: readonly Expected[], release: string): ActVerdict {
  const expected = expectedOf(expects, release);
  if (expected === null) return notPossible(`Linux ${release} has nothing to expect here`);
  if (played.impossible !== null && !isFault(played.impossible)) {
    const { who, line, answer } = played.impossible;
    return notPossible(`${who} could not ${line}: ${String(answer['error'])}`, expected);
  }
  const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, played.seen.get(key) ?? '']));
  const differing = Object.entries(expected).filter(
    ([key, value]) => !isAnswered(key, played) || !isAsExpected(seen[key] ?? '', resolved(value, played)),
  );
  const fault = faultOf(played);
  if (differing.length === 0 && fault === undefined)
    return { status: 'as-expected', seen, expected, why: '' };
  const differences = differing.map(([key, value]) => {
    const was = isAnswered(key, played) ? `is ${told(seen[key])}` : 'was not answered';
    return `${key} ${was}, expected ${toldExpectation(value)}`;
  });
  const cause = fault === undefined ? [] : [faultText(fault)];
  return { status: 'different', seen, expected, why: [...cause, ...differences].join('; ') };
}

/** An answer that never came is not one without an error. A call that failed has answered, with its error alone. */
function isAnswered(key: string, { seen }: Played): boolean {
  const [name = ''] = key.split('.');
  return seen.has(key) || (seen.get(`${name}.error`) ?? '') !== '';
}

const broken = ['MISUSED', 'PLAYER_SILENT', 'PLAYER_GARBLED'];

/** What went wrong with the play, and says nothing about the kernel. Where the steps are taken, a player may be meant to end. */
export function faultOf({ taken, impossible }: Played): TakenStep | undefined {
  const fault = taken.find(({ answer }) => broken.includes(String(answer['error'])));
  return fault ?? (impossible !== null && isFault(impossible) ? impossible : undefined);
}

function isFault({ answer }: TakenStep): boolean {
  const error = String(answer['error']);
  return error === 'MISUSED' || error.startsWith('PLAYER_');
}

function faultText({ who, line, answer }: TakenStep): string {
  return answer['error'] === 'MISUSED'
    ? `not a step that can be taken: ${line}`
    : `${who} was to ${line}: ${String(answer['error'])}`;
}

function notPossible(why: string, expected: ActVerdict['expected'] = {}): ActVerdict {
  return { status: 'not-possible', seen: {}, expected, why };
}

/** The lists are written in the order of versions; the last that is not too new. */
function expectedOf(expects: readonly Expected[], release: string): ActVerdict['expected'] | null {
  const fitting = expects.filter(({ since }) => since === undefined || isAtLeast(release, since));
  return fitting.at(-1)?.sees ?? null;
}

type Fixed = Exclude<Expectation, { readonly sameAs: string }>;

/** What was seen elsewhere becomes a value; where nothing was, nothing is the same as it. */
function resolved(expectation: Expectation, { seen }: Played): Fixed {
  if (typeof expectation !== 'object' || !('sameAs' in expectation)) return expectation;
  const value = seen.get(expectation.sameAs);
  if (value === undefined) return { atLeast: NaN };
  return typeof value === 'number' ? value + (expectation.plus ?? 0) : value;
}

function isAsExpected(seen: Value, expectation: Fixed): boolean {
  if (typeof expectation !== 'object') return seen === expectation;
  if ('oneOf' in expectation) return expectation.oneOf.includes(seen);
  const { atLeast = -Infinity, atMost = Infinity } = expectation;
  return typeof seen === 'number' && seen >= atLeast && seen <= atMost;
}

function told(value: Value | undefined): string {
  return value === '' || value === undefined ? 'nothing' : String(value);
}

export function toldExpectation(expectation: Expectation): string {
  if (typeof expectation !== 'object') return told(expectation);
  if ('sameAs' in expectation) {
    const more = expectation.plus === undefined ? '' : ` + ${String(expectation.plus)}`;
    return `the same as ${expectation.sameAs}${more}`;
  }
  if ('oneOf' in expectation) return `one of ${expectation.oneOf.map(told).join(', ')}`;
  const { atLeast, atMost } = expectation;
  if (atLeast === undefined) return `at most ${String(atMost)}`;
  return atMost === undefined ? `at least ${String(atLeast)}` : `${String(atLeast)} to ${String(atMost)}`;
}
