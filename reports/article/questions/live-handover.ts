// SPDX-License-Identifier: Apache-2.0
// What clients notice of a handover, at each rate of the first scenario of new connections.

import { commandToMeasure } from '../../commands.ts';
import { firstOfConnections, handoverScenario, handoversOf, pointsOf } from '../../handover-lookup.ts';
import { code, paragraph, text, toSection } from '../blocks.ts';
import { pointSentence } from '../handovers/point-sentence.ts';
import { whyNoHandovers } from '../handovers/skipped-handovers.ts';
import type { Question } from './question.ts';

export const liveHandover: Question = {
  number: 3,
  words:
    'How many connections are refused, reset or delayed per handover at 1k, 10k, 30k connections a second: SCM_RIGHTS, pidfd_getfd, inheritance, SO_REUSEPORT with and without tcp_migrate_req, close-then-bind?',
  answer: ({ result }) => {
    const handovers = handoversOf(result);
    const scenario = handovers && firstOfConnections(handovers);
    if (handovers === undefined || scenario === undefined) {
      return [
        paragraph(
          text`Not measured here${whyNoHandovers(result)}. To measure it: ${code(commandToMeasure(handoverScenario))}. What it would tell: ${toSection('Live handover', 'live-handover')}.`,
        ),
      ];
    }
    return [
      {
        kind: 'list',
        items: pointsOf(handovers, scenario).map((point) => pointSentence(handovers, scenario, point)),
      },
      paragraph(
        text`By kind of loss, with intervals, and for more listeners, established connections, datagrams and other programs where they were measured: ${toSection('Live handover', 'live-handover')}.`,
      ),
    ];
  },
  charts: { scenarios: ['handover-rates', 'handover-busy-service'] },
};
