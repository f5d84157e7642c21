// SPDX-License-Identifier: Apache-2.0
// What stands above a calibration's report: of which machine, from when.

import type { Calibration } from '../../bench/results/calibration.ts';
import { code, text } from '../article/blocks.ts';
import type { PageHead } from '../article/page-head.ts';

export function calibrationHead({ run, environment }: Calibration): PageHead {
  const { cpu, kernel, versions } = environment;
  const machine = `Linux ${kernel.release}, ${cpu.model ?? 'CPU model not told'}${cpu.hypervisor === null ? '' : `, virtual machine (${cpu.hypervisor})`}`;
  const cut = run.status === 'interrupted' ? ' (interrupted)' : '';
  return {
    title: `How good is a gate on this machine?${cut}`,
    summary: text`Measured by ${code(`fd-handover-bench ${versions.benchmark}`)} on ${run.startedAt}: ${machine}. It holds for this machine as it was then.`,
  };
}
