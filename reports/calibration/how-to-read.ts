// SPDX-License-Identifier: Apache-2.0
// How these numbers come to be, and what they do not say.

import { strong, text } from '../article/blocks.ts';
import type { CalibrationSection } from './calibration-content.ts';

export const howToRead: CalibrationSection = {
  id: 'how-to-read',
  title: 'How to read this',
  blocks: () => [
    {
      kind: 'list',
      items: [
        text`${strong('Gates that were run')} are real: two copies of the same helper, blocks measured as always, a second pass before a FAIL. They are few, so the bound on their false alarms is wide: none in 20 still allows 17 %.`,
        text`${strong('Replayed gates')} are many: four copies of the helper were launched in each block of one session, and the judge was given stretches of it, with two of the copies as base and head, and with the times of head made longer. Stretches overlap: a session of 120 blocks holds a few that share nothing, so the shares are rougher than their number suggests. They also know only the noise of that session.`,
        text`${strong('No answer')} is no error. A gate that cannot tell says so and exits with 3; more blocks or a quieter machine help.`,
        text`${strong('Near the allowed slowdown')} every gate is undecided: what is just allowed and what is just too slow look alike. It is the distance between the two curves that costs blocks.`,
        text`${strong('Another machine')}, another load or another kernel needs a calibration of its own.`,
      ],
    },
  ],
};
