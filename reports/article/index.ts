// SPDX-License-Identifier: Apache-2.0
// The article: its sections in reading order. What is wrong with a run comes before its answer.

import { answer } from './answer.ts';
import { capacity } from './capacity.ts';
import { caveats } from './caveats.ts';
import { claims } from './claims.ts';
import { decision } from './decision.ts';
import { doubts } from './doubts.ts';
import { failures } from './failures.ts';
import { figures } from './figures.ts';
import { growth } from './growth.ts';
import { howToRead } from './how-to-read.ts';
import { liveHandover } from './live-handover.ts';
import { machine } from './machine.ts';
import { numbers } from './numbers.ts';
import { overload } from './overload.ts';
import { questions } from './questions/index.ts';
import { reproduce } from './reproduce.ts';
import { hazards } from './hazards.ts';
import { permissions } from './permissions.ts';
import type { ArticleContent, Section, WrittenSection } from './section.ts';
import { writeSections } from './section.ts';
import { silentFailureRates } from './silent-failures.ts';
import { skips } from './skips.ts';
import { stopwatch } from './stopwatch.ts';
import { zero } from './zero.ts';
import { threats } from './threats.ts';
import { whatWouldChange } from './what-would-change.ts';

/** First the article, to be read; then what it rests on, to be looked up. */
export const sections: readonly Section[] = [
  caveats,
  answer,
  questions,
  stopwatch,
  decision,
  liveHandover,
  silentFailureRates,
  hazards,
  permissions,
  claims,
  zero,
  threats,
  whatWouldChange,
  figures,
  numbers,
  growth,
  capacity,
  overload,
  doubts,
  skips,
  failures,
  howToRead,
  machine,
  reproduce,
];

/** The whole article. */
export function writeArticle(content: ArticleContent): readonly WrittenSection[] {
  return writeSections(sections, content);
}
