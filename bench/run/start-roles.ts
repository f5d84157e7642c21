// SPDX-License-Identifier: Apache-2.0
// Starts the roles of a launch, as siblings by Node or by `handover-helper launch`, waits until all have ended, and
// judges what they say.

import { mechanisms } from '../mechanisms.ts';
import type { PlannedLaunch } from '../plan/plan.ts';
import { makeBarrier } from './barrier.ts';
import { optionalFlag, planArguments } from './helper-arguments.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { Expectation, RoleEnd, Verdict } from './launch-verdict.ts';
import { judgePairs } from './launch-verdict.ts';
import { parseLaunchReport, parseRoleReport } from './role-report.ts';
import type { LaunchSetting } from './run-launch.ts';
import type { HelperEnd, RunningHelper } from './spawn-helper.ts';
import type { OnDonor } from './under-load.ts';

export interface Start {
  readonly launch: PlannedLaunch;
  readonly setting: LaunchSetting;
  readonly tools: LaunchTools;
  /** One sample log a pair. */
  readonly sampleFds: readonly number[];
  readonly onDonor?: OnDonor;
}

/** Every pair has a channel of its own; more than one begin together. */
export async function runPairs(start: Start): Promise<Verdict> {
  const { launch, setting, tools, sampleFds } = start;
  const pairs = sampleFds.length;
  const barrier = pairs > 1 ? makeBarrier(pairs, tools.makeChannel('stream'), launch.parameters.forMs) : null;
  const roles: RunningHelper[] = [];
  try {
    try {
      for (const samplesFd of sampleFds) {
        roles.push(
          ...startPair(start, { pair: roles.length / 2, samplesFd, barrierFd: barrier?.fd ?? null }),
        );
      }
    } finally {
      if (barrier !== null) tools.close(barrier.fd);
    }
    // Whoever ends before all have come would leave the others waiting.
    for (const { ended } of roles) void ended.then(barrier?.close);
    const ends = await settle(roles, setting.signal);
    return judgePairs(sampleFds.map((_, pair) => judgedPair(launch, setting, pair, ends)));
  } finally {
    barrier?.close();
  }
}

interface PairWishes {
  readonly pair: number;
  readonly samplesFd: number;
  readonly barrierFd: number | null;
}

function startPair({ launch, setting, tools, onDonor }: Start, wishes: PairWishes): RunningHelper[] {
  const { parameters, arm } = launch;
  const { donorCpu, receiverCpu } = setting.cpusOf(wishes.pair);
  const channel = tools.makeChannel(parameters.channel);
  // Datagram sockets do not report a peer's death: a stream beside them does.
  const lifeline = parameters.channel === 'dgram' ? tools.makeChannel('stream') : null;
  const startRole = (role: 'donor' | 'receiver', end: 0 | 1, cpu: number | null): RunningHelper => {
    const inherited = [
      ['channel-fd', channel[end]],
      ['samples-fd', wishes.samplesFd],
      ['lifeline-fd', lifeline?.[end] ?? null],
      ['barrier-fd', role === 'receiver' ? wishes.barrierFd : null],
    ] as const;
    const given = inherited.flatMap(([flag, fd]) => (fd === null ? [] : [{ flag, fd }]));
    return tools.startHelper(
      {
        path: setting.helperPath,
        arguments: [
          role,
          ...given.flatMap(({ flag }, i) => [`--${flag}`, String(firstInherited + i)]),
          ...planArguments(arm.mechanism, parameters),
          ...optionalFlag('cpu', cpu),
          ...optionalFlag('deadline-ms', setting.deadlineMs),
        ],
        descriptors: given.map(({ fd }) => fd),
      },
      setting.deadlineMs,
    );
  };
  try {
    const donor = startRole('donor', 0, donorCpu);
    if (typeof donor.pid === 'number') onDonor?.(donor.pid);
    return [donor, startRole('receiver', 1, receiverCpu)];
  } finally {
    // Our copies must go at once: as long as they are open, nobody notices that a peer has died.
    for (const fd of [...channel, ...(lifeline ?? [])]) tools.close(fd);
  }
}

/** After the standard streams. */
const firstInherited = 3;

/** The same launch without Node in it: `launch` starts the roles itself. */
export async function runPlain({ launch, setting, tools, sampleFds }: Start): Promise<Verdict> {
  const { donorCpu, receiverCpu } = setting.cpusOf(0);
  const helper = tools.startHelper(
    {
      path: setting.helperPath,
      arguments: [
        'launch',
        ...['--samples-fd', String(firstInherited)],
        ...planArguments(launch.arm.mechanism, launch.parameters),
        ...optionalFlag('donor-cpu', donorCpu),
        ...optionalFlag('receiver-cpu', receiverCpu),
        ...optionalFlag('deadline-ms', setting.deadlineMs),
      ],
      descriptors: sampleFds,
    },
    setting.deadlineMs,
  );
  const [end] = (await settle([helper], setting.signal)) as [HelperEnd];
  const { donor, receiver } = parseLaunchReport(end.output);
  const ends: readonly RoleEnd[] = [
    { role: 'donor', end, parsed: donor },
    { role: 'receiver', end, parsed: receiver },
  ];
  return judgePairs([{ ends, expected: expectationOf(launch, setting, 0) }]);
}

function judgedPair(
  launch: PlannedLaunch,
  setting: LaunchSetting,
  pair: number,
  ends: readonly HelperEnd[],
): { readonly ends: readonly RoleEnd[]; readonly expected: Expectation } {
  const roles = ['donor', 'receiver'] as const;
  const judged = roles.flatMap((role, i) => {
    const end = ends[2 * pair + i];
    return end === undefined ? [] : [{ role, end, parsed: parseRoleReport(end.output) }];
  });
  const expected = expectationOf(launch, setting, pair);
  if (launch.parameters.forMs === 0) return { ends: judged, expected };
  // It ended by time: the receiver says how many there were, and the donor must have given as many.
  const said =
    judged.flatMap(({ parsed }) => (parsed.kind === 'report' ? [parsed.report] : [])).at(-1)?.transfers ?? 0;
  const isPossible = said > launch.parameters.warmup && said <= expected.transfersCount;
  return { ends: judged, expected: isPossible ? { ...expected, transfersCount: said } : expected };
}

function expectationOf(
  { arm, parameters }: PlannedLaunch,
  { cpusOf }: LaunchSetting,
  pair: number,
): Expectation {
  const moves = mechanisms.find(({ name }) => name === arm.mechanism)?.movesDescriptors ?? true;
  return {
    transfersCount: parameters.warmup + parameters.transfers,
    batch: moves ? parameters.batch : 0,
    isPatient: parameters.patienceMs > 0,
    isAnnounced: parameters.numbers === 'announced',
    cpus: cpusOf(pair),
  };
}

/** Waits until all have ended; an interruption stops them and waits all the same. */
async function settle(helpers: readonly RunningHelper[], signal: AbortSignal): Promise<HelperEnd[]> {
  const stopAll = (): void => {
    for (const helper of helpers) helper.stop();
  };
  if (signal.aborted) stopAll();
  signal.addEventListener('abort', stopAll, { once: true });
  try {
    return await Promise.all(helpers.map((helper) => helper.ended));
  } finally {
    signal.removeEventListener('abort', stopAll);
  }
}
