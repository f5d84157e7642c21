// SPDX-License-Identifier: Apache-2.0
// The helper is built, starts, and speaks our protocol.

import { helperProtocol } from '../run/role-report.ts';
import type { Check, Finding } from './finding.ts';
import { ok } from './finding.ts';

const build = 'build it: npm run build (needs a C and C++ toolchain and python3)';

const answerList = `${build}; a helper of your own must answer "list" (docs/helper-protocol.md)`;

export const helper: Check = {
  id: 'helper',
  run: async (machine) => {
    if (machine.helperMissing !== null) return blocked(machine.helperMissing, build);
    const trial = await machine.tryHelper(['list']);
    if (trial.startError !== null)
      return blocked(`${machine.helperPath} cannot be started (${trial.startError})`, build);
    const protocol = protocolOf(trial.output);
    if (protocol === helperProtocol) return ok(`speaks protocol ${String(protocol)}`);
    if (protocol === null) return blocked(`${machine.helperPath} printed no list of mechanisms`, answerList);
    return blocked(
      `the helper speaks protocol ${String(protocol)}, this program ${String(helperProtocol)}`,
      'use a helper of the same revision',
    );
  },
};

function protocolOf(output: string): number | null {
  try {
    const { protocol } = JSON.parse(output) as { protocol?: unknown };
    return typeof protocol === 'number' ? protocol : null;
  } catch {
    return null;
  }
}

function blocked(evidence: string, remedy: string): Finding {
  return { status: 'blocks', evidence, remedy };
}
