// SPDX-License-Identifier: Apache-2.0
// The ten questions that the report answers with numbers, or says of that it does not.

import type { Section } from '../section.ts';
import { text } from '../blocks.ts';
import { correctness } from './correctness.ts';
import { cost } from './cost.ts';
import { crossover } from './crossover.ts';
import { gate } from './gate.ts';
import { liveHandover } from './live-handover.ts';
import { permissions } from './permissions.ts';
import { figureLinks, figuresWanted } from '../figure-links.ts';
import type { Question } from './question.ts';
import { shownFigures } from './shown-figures.ts';
import { scaling } from './scaling.ts';
import { silentFailures } from './silent-failures.ts';
import { troubledDonor } from './troubled-donor.ts';
import { wakeUp } from './wake-up.ts';

export const tenQuestions: readonly Question[] = [
  crossover,
  cost,
  liveHandover,
  wakeUp,
  troubledDonor,
  permissions,
  scaling,
  correctness,
  silentFailures,
  gate,
];

export const questions: Section = {
  id: 'questions',
  title: 'Ten questions',
  blocks: (content) => {
    const { figures } = content;
    const shown = shownFigures(tenQuestions, figures);
    return tenQuestions.flatMap((question) => {
      const { number, words, answer, charts = {} } = question;
      const own = shown.get(question);
      return [
        { kind: 'heading', text: text`${`Question ${String(number)}: ${words}`}` } as const,
        ...answer(content),
        ...(own === undefined ? [] : [own]),
        ...figureLinks(figuresWanted(figures, charts).filter((figure) => figure !== own)),
      ];
    });
  },
};
