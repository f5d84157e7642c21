// SPDX-License-Identifier: Apache-2.0
// What a launch needs from outside. Apart from run-launch.ts, so that a test can watch the order.

import { close, readSamples, sampleLogCreate, socketpair } from '../native.ts';
import type { LogColumns } from './sample-columns.ts';
import type { HelperCommand, RunningHelper } from './spawn-helper.ts';
import { spawnHelper } from './spawn-helper.ts';

export type ChannelType = 'seqpacket' | 'stream' | 'dgram';

export interface LaunchTools {
  readonly makeChannel: (type: ChannelType) => readonly [number, number];
  readonly makeSampleLog: (capacity: number) => number;
  readonly startHelper: (command: HelperCommand, deadlineMs: number) => RunningHelper;
  readonly readSampleLog: (samplesFd: number, capacity: number) => LogColumns;
  readonly close: (fd: number) => void;
}

export const launchTools: LaunchTools = {
  makeChannel: socketpair,
  makeSampleLog: sampleLogCreate,
  startHelper: spawnHelper,
  readSampleLog: readSamples,
  close,
};
