// SPDX-License-Identifier: Apache-2.0
// The safe transfer for Node programs: both ends call, and each promise is settled when that end knows how it ended.
// docs/safe-transfer.md tells the conversation. A part of native.ts, which exports it.

import { addon } from './native-library.ts';
import type { NativeError } from './native.ts';

/** `push`: by SCM_RIGHTS, `pull`: by pidfd_getfd. The taker decides. */
export type TransferMechanism = 'push' | 'pull';

export interface GivePlan {
  /** What the taker may choose from; both by default. */
  readonly mechanisms?: readonly TransferMechanism[];
  /** ms for the whole transfer, from 1 to a day; 10,000 by default. */
  readonly deadlineMs?: number;
}

export interface TakePlan {
  readonly mechanism: TransferMechanism;
  /** 1 to 16,384: when there are more, none is given. */
  readonly maxFds: number;
  /** ms for the whole transfer, from 1 to a day; 10,000 by default. */
  readonly deadlineMs?: number;
}

export interface TransferReport {
  readonly count: number;
  /** How many messages it took; a message has up to 252 descriptors. */
  readonly messages: number;
  readonly mechanism: TransferMechanism;
}

export interface TakenFds extends TransferReport {
  /** In the giver's order, close-on-exec, yours to close. */
  readonly fds: number[];
  /** The giver ended before it could hear that you hold them: nobody else may. */
  readonly unacknowledged: boolean;
}

/** What a transfer that failed is rejected with. */
export interface TransferError extends NativeError {
  /** With HANDOVER_REFUSED: the failure of the other end, which ended the transfer. */
  readonly there?: NativeError;
  /** Of a pull that was refused: why, in one word, such as `not-dumpable`. */
  readonly pullCause?: string;
}

/**
 * Gives 1 to 16,384 descriptors to whoever calls takeFds at the other end of the channel (seqpacket or stream). Duplicates
 * of them and of the channel are made before this returns, so you may close or use your numbers again at once.
 * Fulfilled when the taker has said that it holds and has checked all of them. Runs in a thread of its own; read and
 * write nothing else on the channel meanwhile.
 */
export async function giveFds(
  channel: number,
  fds: readonly number[],
  plan: GivePlan = {},
): Promise<TransferReport> {
  return addon.giveFds(channel, fds, plan);
}

/**
 * Takes what giveFds gives at the other end of the channel: all of it, checked and acknowledged, or nothing. If the giver
 * ended when all was given, it is taken all the same, and `unacknowledged`. Runs in a thread of its own; read and write nothing else on the channel meanwhile.
 */
export async function takeFds(channel: number, plan: TakePlan): Promise<TakenFds> {
  return addon.takeFds(channel, plan);
}
