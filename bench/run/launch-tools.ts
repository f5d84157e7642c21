// SPDX-License-Identifier: Apache-2.0
// What a launch needs from outside. Apart from run-launch.ts, so that a test can watch the order.

import { close, helperPath, readSamples, sampleLogCreate, socketpair } from '../native.ts';
import type { LoadFailed } from './load-report.ts';
import type { LoadSetting, RunningLoad } from './machine-load.ts';
import { startMachineLoad } from './machine-load.ts';
import type { LogColumns } from './sample-columns.ts';
import type { HelperCommand, RunningHelper } from './spawn-helper.ts';
import { spawnHelper } from './spawn-helper.ts';
import type { OpenedThrottle } from './throttle.ts';
import { openThrottle } from './throttle.ts';

export type ChannelType = 'seqpacket' | 'stream' | 'dgram';

export interface LaunchTools {
  readonly makeChannel: (type: ChannelType) => readonly [number, number];
  readonly makeSampleLog: (capacity: number) => number;
  readonly startHelper: (command: HelperCommand, deadlineMs: number) => RunningHelper;
  readonly readSampleLog: (samplesFd: number, capacity: number) => LogColumns;
  readonly close: (fd: number) => void;
  /** By our own helper, whoever's plays the roles: in a gate base and head get the same load. */
  readonly startMachineLoad: (setting: Omit<LoadSetting, 'helperPath'>) => Promise<RunningLoad | LoadFailed>;
  readonly openThrottle: () => OpenedThrottle;
}

export const launchTools: LaunchTools = {
  makeChannel: socketpair,
  makeSampleLog: sampleLogCreate,
  startHelper: spawnHelper,
  readSampleLog: readSamples,
  close,
  startMachineLoad: (setting) => startMachineLoad({ ...setting, helperPath: helperPath() }),
  openThrottle,
};
