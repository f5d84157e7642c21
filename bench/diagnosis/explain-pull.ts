// SPDX-License-Identifier: Apache-2.0
// A diagnosis in words: every known obstacle with what would take it away, and the evidence.

import { causeSentence } from './cause-sentence.ts';
import type { Evidence } from './evidence.ts';
import { evidenceOf } from './evidence.ts';
import type { PullCause, PullDiagnosis } from './pull-diagnosis.ts';
import type { Remedy } from './remedies.ts';
import { remediesFor } from './remedies.ts';

export interface ExplainedCause {
  readonly cause: PullCause;
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
}

export interface Explanation extends ExplainedCause {
  /** In the way as well: who mends only the first is refused again. */
  readonly alsoInTheWay: readonly ExplainedCause[];
  readonly evidence: readonly Evidence[];
}

export function explainPull({ cause, obstacles, facts }: PullDiagnosis): Explanation {
  const explained = (which: PullCause): ExplainedCause => ({
    cause: which,
    sentence: causeSentence(which, facts),
    remedies: remediesFor(which),
  });
  return {
    ...explained(cause),
    alsoInTheWay: obstacles.filter((other) => other !== cause).map(explained),
    evidence: evidenceOf(facts),
  };
}
