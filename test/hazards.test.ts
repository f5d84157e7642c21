// SPDX-License-Identifier: Apache-2.0
// Every hazard, played here: it is seen as expected, what is not possible is named, and its twin is seen differently.

import assert from 'node:assert/strict';
import { release } from 'node:os';
import { describe, test } from 'node:test';
import { playHazard, playTwin } from '../bench/play/play-hazard.ts';
import type { PlayedAct } from '../bench/play/play-hazard.ts';
import { openStage } from '../bench/play/stage.ts';
import { hazards } from '../scenarios/hazards/index.ts';

const setting = { stage: openStage(new AbortController().signal), release: release() };

const transcript = ({ taken, why }: PlayedAct): string =>
  [...taken.map(({ who, line, answer }) => `${who}: ${line} → ${JSON.stringify(answer)}`), why].join('\n');

describe('every hazard', () => {
  for (const hazard of hazards) {
    test(hazard.id, async (context) => {
      const { naive, ours } = await playHazard(hazard, setting);
      for (const act of [naive, ours]) {
        if (act.status === 'not-possible') context.skip(act.why);
        else assert.equal(act.status, 'as-expected', transcript(act));
      }
      const twin = await playTwin(hazard, setting);
      if (twin.status === 'not-possible') context.skip(twin.why);
      else {
        assert.equal(twin.status, 'different', `the check cannot fail:\n${transcript(twin)}`);
        // By what was answered: a step that is missing, or misspelled, is no proof.
        assert.match(twin.why, / is .*, expected /, transcript(twin));
        assert.doesNotMatch(twin.why, /not a step that can be taken|PLAYER_/, transcript(twin));
      }
    });
  }
});

test('a set-up that is misspelled is no reason to skip', async () => {
  const [hazard] = hazards;
  assert.ok(hazard !== undefined);
  const setUp = [{ who: 'donor', does: 'memfdd file text' }];
  const { naive } = await playHazard({ ...hazard, naive: { ...hazard.naive, setUp } }, setting);
  assert.equal(naive.status, 'different');
  assert.match(naive.why, /not a step that can be taken: memfdd file text/);
});
