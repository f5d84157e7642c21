// SPDX-License-Identifier: Apache-2.0
// A helper that delivers wrong, too few or leaking descriptors has no speed: one launch whose oracle failed, or that
// says "ok" without the proof, is enough.

import { oracleErrorCode } from '../../stats/oracle-verdict.ts';
import type { InvalidRule } from './rule.ts';

export const oracle: InvalidRule = {
  id: 'oracle',
  look: ({ launches }) => {
    const wrong = launches.filter(
      ({ oracle, failure }) => oracle === 'fail' || failure?.code === oracleErrorCode,
    );
    const [first] = wrong;
    if (first === undefined) return null;
    return `the oracle failed in ${String(wrong.length)} of ${String(launches.length)} launches, first ${first.arm} in block ${String(first.block)}: ${first.failure?.text ?? 'wrong descriptors'}. Mend the transfer before its speed is looked at`;
  },
};
