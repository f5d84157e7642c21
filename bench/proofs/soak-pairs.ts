// SPDX-License-Identifier: Apache-2.0
// A pair that works for minutes, and whose processes can be looked at meanwhile.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { LaunchParameters } from '../../scenarios/scenario.ts';
import { close, sampleLogCreate, socketpair } from '../native.ts';
import type { RoleReport } from '../results/result.ts';
import { planArguments } from '../run/helper-arguments.ts';
import { parseRoleReport } from '../run/role-report.ts';
import { ExpectedError, exitCodes } from '../usage-error.ts';
import type { ProofSetting } from './proof.ts';
import type { ProcessFacts } from './soak-facts.ts';
import { factsOf } from './soak-facts.ts';

export interface SoakingPair {
  readonly mechanism: string;
  /** Both, once both have ended. */
  readonly reports: Promise<readonly RoleReport[]>;
  readonly look: () => readonly (ProcessFacts & { readonly name: string })[];
}

const channelFd = 3;
/** Beyond the last transfer. */
const graceSeconds = 60;

export function startSoakingPair(
  { machine, runs, signal }: ProofSetting,
  mechanism: string,
  parameters: LaunchParameters,
): SoakingPair {
  const channel = socketpair(parameters.channel);
  const samplesFd = sampleLogCreate(parameters.warmup + parameters.transfers);
  const roles = (['donor', 'receiver'] as const).map((role, end) => ({
    name: `${mechanism} ${role}`,
    process: spawn(
      machine.helperPath,
      [
        role,
        ...['--channel-fd', String(channelFd), '--samples-fd', '4'],
        ...planArguments(mechanism, parameters),
        ...['--deadline-ms', String((runs + graceSeconds) * 1000)],
      ],
      { stdio: ['ignore', 'pipe', 'inherit', channel[end] ?? -1, samplesFd], signal },
    ),
  }));
  for (const fd of [...channel, samplesFd]) close(fd);
  return {
    mechanism,
    reports: Promise.all(roles.map(({ name, process }) => reportOf(name, process))),
    look: () =>
      roles.flatMap(({ name, process: { pid, exitCode } }) => {
        const facts = pid === undefined || exitCode !== null ? undefined : factsOf(pid, channelFd);
        return facts === undefined ? [] : [{ name, ...facts }];
      }),
  };
}

async function reportOf(name: string, helper: ChildProcess): Promise<RoleReport> {
  let output = '';
  helper.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    helper.once('error', reject);
    helper.once('close', () => {
      resolve();
    });
  });
  const parsed = parseRoleReport(output);
  if (parsed.kind === 'report') return parsed.report;
  throw new ExpectedError(`the ${name} ended without its line; its message is above`, exitCodes.invalid);
}
