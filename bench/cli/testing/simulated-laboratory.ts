// SPDX-License-Identifier: Apache-2.0
// A laboratory without helpers: launches whose transfers take a drawn time, and longer where a wait is injected. Only
// the clock is real, since the stamps are held against it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../plan/random.ts';
import { makeRandom } from '../../plan/random.ts';
import { fakeTools } from '../../run/testing/fake-tools.ts';
import type { LaunchTools } from '../../run/launch-tools.ts';
import type { LogColumns } from '../../run/sample-columns.ts';
import type { Laboratory } from '../calibrate-laboratory.ts';
import { wishesOf } from '../calibrate-laboratory.ts';

export interface SimulatedWishes {
  /** An empty one, for the program that is copied and never started. */
  readonly folder: string;
  readonly seed: number;
  /** Standard deviation of a launch's level, as a share. */
  readonly spread: number;
  readonly signal?: AbortSignal;
  /** Told of each launch before it is made. */
  readonly onLaunch?: () => void;
}

export function simulatedLaboratory(wishes: SimulatedWishes): Laboratory {
  const helperPath = join(wishes.folder, 'never-started');
  writeFileSync(helperPath, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const never = (): never => {
    throw new Error('nothing is tried here');
  };
  return {
    wishes: wishesOf({ only: 'mechanism=scm_rights' }),
    machine: {
      helperPath,
      helperMissing: null,
      allowedCpus: [0, 1],
      inFlightLimit: null,
      socketBufferBytes: 212_992,
      nofile: { soft: 1024, hard: 1_048_576 },
      clock: { costNs: 20, quantumNs: 1 },
      tryHelper: never,
      diagnoseSelf: never,
    },
    topology: ['0/0', '0/1'],
    deadlineMs: 1000,
    signal: wishes.signal ?? new AbortController().signal,
    tools: simulatedTools(wishes),
  };
}

const levelNs = 2000;
/** Of a transfer, after its interval. */
const restNs = 200;

function simulatedTools({ seed, spread, onLaunch }: SimulatedWishes): LaunchTools {
  const tools = fakeTools({});
  const random = makeRandom(seed, 'simulated launches');
  let [beganNs, durationNs] = [0n, levelNs];
  return {
    ...tools,
    readSampleLog: (_, capacity) => logOf(beganNs, durationNs, capacity),
    startHelper: (command, deadlineMs) => {
      const valueOf = (flag: string): number =>
        Number(command.arguments[command.arguments.indexOf(flag) + 1]);
      const isInjected = command.arguments.includes('--inject-ns');
      const injectNs = isInjected ? valueOf('--inject-ns') : 0;
      if (command.arguments[0] === 'donor') {
        onLaunch?.();
        beganNs = process.hrtime.bigint();
        durationNs = Math.round(levelNs * Math.exp(spread * normal(random))) + injectNs;
      }
      const transfers = valueOf('--warmup') + valueOf('--transfers');
      const endNs = beganNs + BigInt((transfers + 1) * (durationNs + restNs));
      const { ended, stop } = tools.startHelper(command, deadlineMs);
      const marked = ended.then(async (end) => {
        while (process.hrtime.bigint() < endNs) await Promise.resolve();
        if (!isInjected) return end;
        return { ...end, output: end.output.replace(/\}$/, `,"injected_ns":${String(injectNs)}}`) };
      });
      return { ended: marked, stop };
    },
  };
}

function logOf(beganNs: bigint, durationNs: number, capacity: number): LogColumns {
  const stamped = (offset: number, every = 0): BigUint64Array =>
    BigUint64Array.from(
      { length: capacity },
      (_, i) => beganNs + BigInt(i * (durationNs + restNs) + 1 + offset + every),
    );
  const cpu = new BigUint64Array(capacity).fill(500n);
  return {
    due: stamped(0),
    start: stamped(0),
    sent: stamped(1),
    announced: stamped(2),
    // Times that differ from transfer to transfer, as real ones do: none of them is a tie.
    holding: stamped(durationNs).map((stamp, i) => stamp + BigInt(i % 7)),
    used: stamped(durationNs + 20),
    released: stamped(durationNs + 40),
    acknowledged: stamped(durationNs + 60),
    donor_cpu: cpu,
    receiver_cpu: cpu,
  };
}

/** The sum of twelve draws: near enough. */
function normal(random: Random): number {
  return Array.from({ length: 12 }, () => random.below(1000) / 1000).reduce((sum, part) => sum + part, -6);
}
