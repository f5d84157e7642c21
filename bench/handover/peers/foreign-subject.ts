// SPDX-License-Identifier: Apache-2.0
// What the conductor is told of a peer: it counts nothing for us, so the clients are the only witness.

import type { Failure } from '../../results/result.ts';
import type { AttendedHelper } from '../../run/spawn-helper.ts';
import { reportOfGeneration } from '../helper-lines.ts';
import { instantsOfNew } from '../own-service.ts';
import { noInstants } from '../subject.ts';
import type { Subject, SubjectEnd } from '../subject.ts';
import { peerPort } from './foreign-process.ts';

export interface ForeignSubject {
  readonly processes: AttendedHelper[];
  /** Does the handover; a failure where one of its steps did not come about. */
  readonly handOver: () => Promise<Failure | null>;
  /** Asks everything that still runs to end, gracefully. */
  readonly askToEnd: () => void;
  /** Waits for what is not in `processes`. */
  readonly isOver?: () => Promise<void>;
  readonly cleanUp: () => void;
}

export function subjectOfForeign({
  processes,
  handOver,
  askToEnd,
  isOver,
  cleanUp,
}: ForeignSubject): Subject {
  let go: bigint | null = null;
  let failure: Failure | null = null;
  let underWay: Promise<void> = Promise.resolve();
  return {
    ports: [peerPort],
    handOver: () => {
      go = process.hrtime.bigint();
      underWay = handOver().then(
        (found) => {
          failure = found;
        },
        (error: unknown) => {
          failure = { code: 'PEER', operation: 'hand over', text: String(error) };
        },
      );
      return Promise.resolve();
    },
    end: async (): Promise<SubjectEnd> => {
      await underWay;
      askToEnd();
      const ends = await Promise.all(processes.map(({ ended }) => ended));
      await isOver?.();
      cleanUp();
      return {
        failure,
        instants: {
          ...noInstants,
          go,
          ...instantsOfNew(reportOfGeneration(ends.map(({ output }) => output).join('\n'), 2)),
        },
        answered: null,
        cpuNs: { old: null, new: null },
        ghostWakeups: 0,
        acceptFailures: null,
        resumed: null,
        pauses: null,
      };
    },
    stop: () => {
      askToEnd();
      for (const one of processes) one.stop();
    },
  };
}
