// SPDX-License-Identifier: Apache-2.0
// A small made-up run, stored as a real one is: for tests that read, judge and draw.

import { scenarios } from '../../scenarios/index.ts';
import { assembleResult } from '../../bench/cli/assemble-result.ts';
import { mechanisms } from '../../bench/mechanisms.ts';
import { launchesOfCell } from '../../bench/plan/blocks.ts';
import { buildPlan } from '../../bench/plan/build-plan.ts';
import type { PlannedLaunch } from '../../bench/plan/plan.ts';
import type { Random } from '../../bench/plan/random.ts';
import { makeRandom } from '../../bench/plan/random.ts';
import type { Environment } from '../../bench/results/environment.ts';
import type { LaunchRecord, Result } from '../../bench/results/result.ts';
import { openSamples } from '../../bench/results/samples-writer.ts';
import { writeResult } from '../../bench/results/write-result.ts';
import { summariseLaunch } from '../../bench/stats/launch-summary.ts';
import { roleOf } from './made-role.ts';

/** Writes samples and result into `folder`; answers with the result. */
export function storeRun(folder: string, change: (result: Result) => Result = (result) => result): Result {
  const plan = buildPlan(
    {
      only: { scenario: ['one-descriptor', 'batch'], placement: ['same-cpu'] },
      quick: true,
      seed: 1,
      blocks: 12,
    },
    { scenarios, mechanisms },
    { allowedCpus: [0], nofileHard: 100_000, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
  );
  const samples = openSamples(folder);
  const random = makeRandom(1, 'made up');
  let stored = 0;
  const launches = plan.cells.flatMap((cell) =>
    cell.class !== 'launches'
      ? []
      : launchesOfCell(cell, plan.seed).flatMap((block) =>
          block.map((launch) => {
            const record = { ...makeUp(launch, random), launch: stored++ };
            samples.append(record);
            return summariseLaunch(record, cell.scenario.interval);
          }),
        ),
  );
  const result = assembleResult({
    handovers: { results: null, skips: [], outOfSpace: null },
    silent: { results: null, skips: [] },
    played: null,
    plan,
    environment,
    run: { id: 'made-up', startedAt: new Date(0), words: ['run'] },
    outcome: { launches, skips: plan.skips, outOfSpace: null, endings: plan.cells.map(() => 'plan') },
    samples: samples.close(),
    isWhole: true,
  });
  const changed = change(result);
  writeResult(folder, changed);
  return changed;
}

function makeUp({ place, parameters, arm }: PlannedLaunch, random: Random): LaunchRecord {
  const cost = arm.isFloor ? 4000 : arm.mechanism === 'scm_rights' ? 5500 : 4400 + 700 * parameters.batch;
  const start = Array.from({ length: 40 }, (_, i) => (i === 0 ? 0 : 1_000_000));
  const holding = start.map(() => cost + random.below(400));
  return {
    launch: 0,
    ...place,
    status: 'ok',
    failure: null,
    parameters,
    roles: (['donor', 'receiver'] as const).map((role) =>
      roleOf(role, { migrations: 0, switches: 1, opened: 0 }),
    ),
    system: { steal_ns: 0, cpu_pressure_ns: null },
    samples: {
      epoch_ns: '9007199254740993000',
      warmup: 10,
      count: parameters.batch,
      columns: {
        start,
        holding,
        donor_cpu: start.map(() => 3000 + random.below(100)),
        receiver_cpu: start.map(() => cost),
      },
    },
  };
}

const environment: Environment = {
  kernel: { release: '6.18.0', version: '#1', commandLine: null },
  cpu: {
    model: 'made up',
    architecture: 'x64',
    onlineCount: 1,
    allowed: [0],
    topology: [null],
    governor: null,
    mitigations: {},
    hypervisor: null,
  },
  clock: { source: 'tsc', cost_ns: 20, quantum_ns: 10 },
  memory: { total_bytes: 1 },
  limits: { nofileSoft: 1024, nofileHard: 100_000, memlock: null, inFlightExempt: false },
  security: {
    uid: 1000,
    yamaPtraceScope: null,
    seccompMode: null,
    noNewPrivs: null,
    lsms: null,
    capabilitiesEffective: null,
  },
  isolation: { cgroup: null, container: null },
  sysctls: {},
  versions: { benchmark: '0', node: '20', v8: '11', libc: null, packages: {} },
  build: { revision: null, compiler: 'cc', flags: '', helperSha256: '0'.repeat(64) },
  hostname: null,
};
