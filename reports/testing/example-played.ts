// SPDX-License-Identifier: Apache-2.0
// Made-up hazards, permissions and claims: of each status, of each verdict.

import type {
  ActOutcome,
  HazardOutcome,
  PermissionOutcome,
  PlayedResults,
} from '../../bench/results/played.ts';
import type { ClaimOutcome } from '../../bench/results/claim-outcome.ts';
import type { ReportInput } from '../report-input.ts';
import { exampleInput } from './example-result.ts';

const expectedAct: ActOutcome = {
  does: 'Receives five with room for two.',
  comes: 'Three are gone.',
  status: 'as-expected',
  expected: { 'got.fds': '2' },
  seen: { 'got.fds': '2' },
  why: '',
};

const differentAct: ActOutcome = {
  ...expectedAct,
  status: 'different',
  seen: { 'got.fds': '5' },
  why: 'got.fds is 5, expected 2',
};

const impossibleAct: ActOutcome = {
  ...expectedAct,
  status: 'not-possible',
  seen: {},
  why: 'donor could not pass-rights channel off: ENOPROTOOPT',
};

const hazard = (id: string, of: HazardOutcome['of'], acts: Partial<HazardOutcome> = {}): HazardOutcome => ({
  id,
  of,
  danger: `The danger of ${id}.`,
  source: 'unix(7)',
  naive: expectedAct,
  ours: expectedAct,
  ...acts,
});

const refused = { pull: 'EPERM', push: 'ok', cause: 'not-dumpable' };
const allowed = { pull: 'ok', push: 'ok', cause: 'allowed' };

const permissions: readonly PermissionOutcome[] = [
  row('same-user', 'Same user, dumpable', allowed),
  row('dropped-root', 'The donor dropped root without exec', refused),
  row('other-user', 'Another user', { ...refused, cause: 'other-user' }),
  {
    ...row('kept-capability', 'The donor kept a capability', { ...refused, cause: 'more-capabilities' }),
    ...allowed,
    status: 'different',
    why: 'the pull is ok, expected EPERM',
  },
  {
    ...row('yama-sibling', 'Yama 1, siblings', { ...refused, cause: 'yama-relation' }),
    pull: '',
    push: '',
    cause: '',
    status: 'not-possible',
    why: 'Yama is not built into this kernel',
  },
];

function row(id: string, situation: string, seen: typeof allowed): PermissionOutcome {
  return { id, situation, ...seen, expected: seen, status: 'as-expected', why: '' };
}

const claim = (
  id: string,
  verdict: ClaimOutcome['verdict'],
  more: Partial<ClaimOutcome> = {},
): ClaimOutcome => ({
  id,
  claim: `The words of ${id}.`,
  verdict,
  evidence: `What was seen of ${id}.`,
  conditions: [],
  command: `npm run bench -- claims --only ${id}`,
  parts: [part('It is so.')],
  ...more,
});

function part(
  says: string,
  more: Partial<ClaimOutcome['parts'][number]> = {},
): ClaimOutcome['parts'][number] {
  return {
    says,
    role: 'core',
    status: 'as-expected',
    drawnFrom: null,
    why: '',
    expected: { 'sent.error': 'ESRCH' },
    seen: { 'sent.error': 'ESRCH' },
    ...more,
  };
}

const claims: readonly ClaimOutcome[] = [
  claim('C1', 'holds'),
  claim('C2', 'holds with a condition', {
    conditions: ['A directory of /proc is none.'],
    parts: [
      part('It is so.'),
      part('A directory of /proc is none.', { role: 'limit' }),
      part('It has a flag of its own.', { role: 'beside' }),
    ],
  }),
  claim('C3', 'does not hold', {
    parts: [part('It is so.', { status: 'different', why: 'sent.error is nothing, expected ESRCH' })],
  }),
  claim('C9', 'open', {
    evidence: 'Live handovers decide it.',
    parts: [
      part('It serves on.', {
        drawnFrom: 'pulled-listener-serves',
        status: 'not-possible',
        why: 'none was run',
      }),
    ],
  }),
];

/** The example with all of them. */
export function playedInput(): ReportInput {
  const input = exampleInput();
  return { ...input, result: { ...input.result, played: examplePlayed() } };
}

export function examplePlayed(): PlayedResults {
  return {
    release: '6.18.44-example',
    uid: 0,
    anew: { revision: '0123456789abcdef0123456789abcdef01234567', at: '2026-01-02T03:04:05.000Z' },
    hazards: [
      hazard('truncated-control', 'push'),
      hazard('passrights', 'push', { naive: impossibleAct, ours: impossibleAct }),
      hazard('number-reuse', 'pull', { naive: differentAct }),
      hazard('shared-description', 'both'),
    ],
    permissions,
    claims,
  };
}
