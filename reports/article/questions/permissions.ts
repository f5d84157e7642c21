// SPDX-License-Identifier: Apache-2.0
// Where pulling is allowed at all: no scenario of this version changes who pulls from whom.

import { paragraph, text, toSection } from '../blocks.ts';
import { cannotMeasure } from '../not-measured.ts';
import type { Question } from './question.ts';

export const permissions: Question = {
  number: 6,
  words: 'Where does pidfd_getfd work at all, and what is the cause where it does not?',
  answer: () => [
    paragraph(text`${cannotMeasure} What is known stands under ${toSection('Permissions', 'permissions')}.`),
  ],
};
