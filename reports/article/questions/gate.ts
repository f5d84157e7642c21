// SPDX-License-Identifier: Apache-2.0
// What a gate can see is found by a calibration of its own; no run for a report holds one.

import { code, paragraph, text } from '../blocks.ts';
import type { Question } from './question.ts';

export const gate: Question = {
  number: 10,
  words: 'How large a regression can the gate see, at what false-alarm rate?',
  answer: () => [
    paragraph(text`Not measured here: that is a run of its own. To measure it: ${code('npm run calibrate')}`),
  ],
};
