// SPDX-License-Identifier: Apache-2.0
// The single steps of a transfer for Node programs, and the only path to the native parts. Published as
// `fd-handover-bench/native`; docs/native-api.md tells the story.
//
// Descriptors are plain numbers, which `net.Server.listen({fd})`, `new net.Socket({fd})` and `fs` take.
// Whoever gets one closes it. Every call but giveFds and takeFds is synchronous; every new descriptor is close-on-exec. A call
// that fails throws a NativeError and leaves nothing open; a wrong argument is a TypeError or RangeError with
// the `code` of Node's own (ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE).

import { constants } from 'node:os';
import { addon } from './native-library.ts';
import type { InstantColumn } from './results/result.ts';

export { helperPath } from './native-library.ts';
export { giveFds, takeFds } from './native-safe-transfer.ts';
export type {
  GivePlan,
  TakenFds,
  TakePlan,
  TransferError,
  TransferMechanism,
  TransferReport,
} from './native-safe-transfer.ts';

/** What every failing call throws. */
export interface NativeError extends Error {
  /** `EPERM`, `EMFILE`, … or `HANDOVER_…` for what errno has no name for (docs/native-api.md). */
  readonly code: string;
  /** The system call, or the step, that failed. */
  readonly syscall: string;
  /** −errno, as in Node's own errors; −4096 and below for `HANDOVER_…`. */
  readonly errno: number;
}

export type ChannelType = 'seqpacket' | 'stream' | 'dgram';

/** Both ends of a new AF_UNIX channel. socketpair(2), unix(7). */
export function socketpair(type: ChannelType = 'seqpacket'): [number, number] {
  return addon.socketpair(type);
}

/** A file in memory of `size` bytes. memfd_create(2). */
export function memfdCreate(name: string, size = 0): number {
  return addon.memfdCreate(name, size);
}

/**
 * Sends one message with up to 253 descriptors, which stay yours. `data` (at least 1 byte) defaults to
 * one zero byte. Blocks while the channel is full, unless it is non-blocking (setNonBlocking; then EAGAIN).
 * unix(7) SCM_RIGHTS.
 */
export function sendFds(channel: number, fds: readonly number[], data?: Uint8Array): void {
  addon.sendFds(channel, fds, data);
}

export interface ReceiveLimits {
  /** 0 to 253: more that arrive are an error, and all of them are closed. */
  readonly maxFds: number;
  /** 1 to 16,777,216: a longer message is an error, except on a stream, where the rest comes next. */
  readonly maxBytes: number;
  /** Throw EAGAIN instead of waiting. */
  readonly nonBlocking?: boolean;
}

/**
 * Receives one message. The descriptors are yours to close. Truncated, surplus or foreign control
 * messages are errors after which nothing that arrived stays open. `data` of length 0 is the end of the
 * channel (or an empty message of somebody else's). recvmsg(2), cmsg(3).
 */
export function receiveFds(channel: number, limits: ReceiveLimits): { fds: number[]; data: Buffer } {
  return addon.receiveFds(channel, limits);
}

/** A pidfd of a process: refers to that process for good. `flags`: PIDFD_NONBLOCK, … pidfd_open(2). */
export function pidfdOpen(pid: number, flags = 0): number {
  return addon.pidfdOpen(pid, flags);
}

/**
 * A duplicate of the process's descriptor `number`, yours to close. Needs ptrace access to the process
 * (EPERM), an open number (EBADF), a living process (ESRCH), Linux 5.6 (ENOSYS). pidfd_getfd(2).
 */
export function pidfdGetfd(pidfd: number, number: number, flags = 0): number {
  return addon.pidfdGetfd(pidfd, number, flags);
}

/** Sends a signal by name or number; 0 only asks whether it could. pidfd_send_signal(2). */
export function pidfdSendSignal(pidfd: number, signal: NodeJS.Signals | number): void {
  addon.pidfdSendSignal(pidfd, typeof signal === 'number' ? signal : signalNumber(signal));
}

/** A pidfd of the process that connected or listens at the other end (on a socketpair: of whoever made
 * the pair). Linux 6.5, else ENOPROTOOPT. unix(7) SO_PEERPIDFD. */
export function peerPidfd(channel: number): number {
  return addon.peerPidfd(channel);
}

/** That process's number, as SO_PEERCRED names it. unix(7). */
export function peerPid(channel: number): number {
  return addon.peerPid(channel);
}

/** Do two descriptors of this process share one open file description? kcmp(2); where that is refused,
 * O_NONBLOCK is turned round on `one` for an instant and looked for on `other`. */
export function sameDescription(one: number, other: number): boolean {
  return addon.sameDescription(one, other);
}

export interface DescriptorPlace {
  readonly pid: number;
  readonly fd: number;
}

/** The same across processes: by kcmp(2) alone, which needs ptrace access to both (EPERM, ENOSYS). */
export function sameDescriptionAcross(one: DescriptorPlace, other: DescriptorPlace): boolean {
  return addon.sameDescriptionAcross(one, other);
}

export interface FdFlags {
  /** Belongs to the number; all others belong to the shared open file description. */
  readonly closeOnExec: boolean;
  readonly nonBlocking: boolean;
  readonly append: boolean;
  /** `none`: opened with O_PATH. */
  readonly access: 'read' | 'write' | 'read-write' | 'none';
  /** The whole word of fcntl(F_GETFL). */
  readonly status: number;
}

/** fcntl(2) F_GETFD and F_GETFL. */
export function fdFlags(fd: number): FdFlags {
  return addon.fdFlags(fd);
}

/** Sets or clears O_NONBLOCK, for every process that shares the open file description. fcntl(2) F_SETFL. */
export function setNonBlocking(fd: number, nonBlocking: boolean): void {
  addon.setNonBlocking(fd, nonBlocking);
}

/** close(2). Never retried: after EINTR the number is free on Linux. */
export function close(fd: number): void {
  addon.close(fd);
}

/** How many descriptors this process has open. */
export function countFds(): number {
  return addon.countFds();
}

/** Opens one descriptor of a kind that `kinds()` names. `companion` (the other end of a pipe or
 * connection) must stay open as long as `fd` is used; both are yours to close. */
export function openKind(kind: string): { fd: number; companion: number | null } {
  return addon.openKind(kind);
}

export interface Named {
  readonly name: string;
  readonly description: string;
}

export function kinds(): Named[] {
  return addon.kinds();
}

export function mechanisms(): Named[] {
  return addon.mechanisms();
}

export function singleCalls(): Named[] {
  return addon.singleCalls();
}

/** ns for `group` (16 to 1024) calls in a row, timed natively in this process; what they opened is closed
 * after the second stamp. The first use in a thread starts a waiting process to pull from, which shares
 * every descriptor that is open then: see endTimedCalls. */
export function timeCall(name: string, group: number): number {
  return addon.timeCall(name, group);
}

/** Ends and reaps the process that this thread's timeCall started; the end of the thread does it as well. */
export function endTimedCalls(): void {
  addon.endTimedCalls();
}

/** Size in bytes of a sample log (docs/helper-protocol.md). */
export function sampleLogBytes(capacity: number): number {
  return addon.sampleLogBytes(capacity);
}

/** A memfd for `capacity` samples. */
export function sampleLogCreate(capacity: number): number {
  return addon.sampleLogCreate(capacity);
}

/** A copy of every column: CLOCK_MONOTONIC ns, 0n where not stamped. EINVAL: not a log of this capacity. */
export function readSamples(samples: number, capacity: number): Record<InstantColumn, BigUint64Array> {
  return addon.readSamples(samples, capacity);
}

/** CLOCK_MONOTONIC in ns. */
export function nowNs(): bigint {
  return addon.nowNs();
}

/** What one clock read costs, and the smallest step seen, in ns. */
export function clockFacts(): { costNs: number; quantumNs: number } {
  return addon.clockFacts();
}

/** Compiler and flags of the C core and the helper; in the addon -fPIC comes on top. */
export function buildFacts(): { compiler: string; flags: string } {
  return addon.buildFacts();
}

/** The CPUs that this process may use, ascending. sched_getaffinity(2). */
export function affinity(): number[] {
  return addon.affinity();
}

/** Lets this thread, and what it starts from now on, run on these CPUs only. EINVAL when none of them is
 * allowed. sched_setaffinity(2). */
export function setAffinity(cpus: readonly number[]): void {
  addon.setAffinity(cpus);
}

/** Soft and hard limit of open descriptors. getrlimit(2) RLIMIT_NOFILE. */
export function fileLimit(): { soft: number; hard: number } {
  return addon.fileLimit();
}

function signalNumber(name: NodeJS.Signals): number {
  const signals: Readonly<Record<string, number | undefined>> = constants.signals;
  const found = signals[name];
  if (found !== undefined) return found;
  const error = new TypeError(`signal ${name} is unknown; os.constants.signals lists them`);
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_VALUE' });
}
