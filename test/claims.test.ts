// SPDX-License-Identifier: Apache-2.0
// Every claim, played here: each part is seen as this kernel should show it, or says why it cannot be; each part's twin is
// seen differently.

import assert from 'node:assert/strict';
import { release } from 'node:os';
import { describe, test } from 'node:test';
import type { PlayedPart } from '../bench/play/play-claim.ts';
import { playPart } from '../bench/play/play-claim.ts';
import { openStage } from '../bench/play/stage.ts';
import type { ActPart, ClaimPart } from '../scenarios/claim.ts';
import { anyKind, claimedKinds } from '../scenarios/claims/any-kind.ts';
import { claims } from '../scenarios/claims/index.ts';
import type { Step } from '../scenarios/play.ts';

const setting = { stage: openStage(new AbortController().signal), release: release() };

const isPlayed = (part: ClaimPart): part is ActPart => !('drawsOn' in part);

const transcript = ({ taken, outcome }: PlayedPart): string =>
  [...taken.map(({ who, line, answer }) => `${who}: ${line} → ${JSON.stringify(answer)}`), outcome.why].join(
    '\n',
  );

describe('every part of a claim', () => {
  for (const { id, parts } of claims) {
    for (const part of parts.filter(isPlayed)) {
      test(`${id}: ${part.says}`, async (context) => {
        const played = await playPart(part, setting);
        if (played.outcome.status === 'not-possible') context.skip(played.outcome.why);
        else assert.equal(played.outcome.status, 'as-expected', transcript(played));
        const twin = await playPart({ ...part, ...part.twin }, setting);
        if (twin.outcome.status === 'not-possible') context.skip(twin.outcome.why);
        else
          assert.match(twin.outcome.why, / is .*, expected /, `the check cannot fail:\n${transcript(twin)}`);
      });
    }
  }
});

const refusesPulls = (who: string): Step => ({ who, does: 'filter pidfd_getfd EPERM' });

/** As in a container whose profile has no pidfd_getfd: nothing of that is the claim's fault. */
describe('where a filter refuses pidfd_getfd, nothing of a claim is different', () => {
  for (const { id, parts } of claims) {
    for (const part of parts.filter(isPlayed)) {
      test(`${id}: ${part.says}`, async () => {
        const { setUp = [], steps } = part;
        const players = new Set(
          [...setUp, ...steps].map(({ who }) => who).filter((who) => who !== 'conductor'),
        );
        const filtered = { ...part, setUp: [...[...players].map(refusesPulls), ...setUp] };
        const played = await playPart(filtered, setting);
        assert.notEqual(played.outcome.status, 'different', transcript(played));
      });
    }
  }
});

test('of each kind that was tried, another one is another description', async (context) => {
  const kinds = anyKind.parts.filter(isPlayed).find(({ says }) => says.includes('kinds were tried'));
  assert.ok(kinds !== undefined);
  const twin = await playPart({ ...kinds, ...kinds.twin }, setting);
  if (twin.outcome.status === 'not-possible') context.skip(twin.outcome.why);
  else for (const kind of claimedKinds) assert.equal(twin.outcome.seen[`copy-of-${kind}.same`], '0', kind);
});
