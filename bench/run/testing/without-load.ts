// SPDX-License-Identifier: Apache-2.0
// The part of the tools that a test without load on the machine must not come to.

import type { LaunchTools } from '../launch-tools.ts';

export const withoutLoad: Pick<LaunchTools, 'startMachineLoad' | 'openThrottle'> = {
  startMachineLoad: () => Promise.reject(new Error('nobody asked for load on the machine')),
  openThrottle: () => {
    throw new Error('nobody asked for a throttle');
  },
};
