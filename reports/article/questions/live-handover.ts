// SPDX-License-Identifier: Apache-2.0
// What clients notice of a handover: no scenario of this version has clients.

import { paragraph, text, toSection } from '../blocks.ts';
import { cannotMeasure } from '../not-measured.ts';
import type { Question } from './question.ts';

export const liveHandover: Question = {
  number: 3,
  words:
    'How many connections are refused, reset or delayed per handover at 1k, 10k, 30k connections a second: SCM_RIGHTS, pidfd_getfd, inheritance, SO_REUSEPORT with and without tcp_migrate_req, close-then-bind?',
  answer: () => [
    paragraph(text`${cannotMeasure} Its room stands ready: ${toSection('Live handover', 'live-handover')}.`),
  ],
};
