// SPDX-License-Identifier: Apache-2.0
// The checks before a run, in the order in which they are told.

import { clockSource } from './clock-source.ts';
import { cpus } from './cpus.ts';
import { descriptorLimit } from './descriptor-limit.ts';
import type { Check, Machine, NamedFinding } from './finding.ts';
import { governor } from './governor.ts';
import { helper } from './helper.ts';
import { kcmp } from './kcmp.ts';
import { kernelVersion } from './kernel-version.ts';
import { load } from './load.ts';
import { memfd } from './memfd.ts';
import { memory } from './memory.ts';
import { nodeVersion } from './node-version.ts';
import { peerPidfd } from './peer-pidfd.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { seccomp } from './seccomp.ts';
import { steal } from './steal.ts';
import { unixDgram } from './unix-dgram.ts';
import { yama } from './yama.ts';

export const checks: readonly Check[] = [
  nodeVersion,
  helper,
  kernelVersion,
  cpus,
  descriptorLimit,
  memfd,
  push,
  pull,
  peerPidfd,
  kcmp,
  yama,
  seccomp,
  clockSource,
  governor,
  steal,
  load,
  memory,
  unixDgram,
];

/** One finding a check. */
export async function runPreflight(machine: Machine): Promise<NamedFinding[]> {
  const findings: NamedFinding[] = [];
  for (const check of checks) findings.push({ id: check.id, ...(await check.run(machine)) });
  return findings;
}
