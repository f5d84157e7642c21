// SPDX-License-Identifier: Apache-2.0
// Live handovers where there is room for a few lines only: of new connections, of requests that take time, and of established
// ones, each at the largest point that was carried.

import type { Result } from '../../../bench/results/result.ts';
import { handoversOf, toldPoint } from '../../handover-lookup.ts';
import { code, text } from '../blocks.ts';
import type { Text } from '../blocks.ts';
import { pointSentence } from './point-sentence.ts';

const told = ['handover-rates', 'handover-busy-service', 'handover-streams'];

export function handoverSentences(result: Pick<Result, 'handovers'>): readonly Text[] {
  const handovers = handoversOf(result);
  if (handovers === undefined) return [];
  return told.flatMap((id): readonly Text[] => {
    const scenario = handovers.scenarios.find((one) => one.id === id);
    const point = scenario && toldPoint(handovers, scenario);
    if (scenario === undefined || point === undefined) return [];
    return [text`${code(id)}, ${pointSentence(handovers, scenario, point)}`];
  });
}
