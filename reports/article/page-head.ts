// SPDX-License-Identifier: Apache-2.0
// What stands above the article: what this is, from when and from where.

import type { Result } from '../../bench/results/result.ts';
import { code, text } from './blocks.ts';
import type { Text } from './blocks.ts';

export interface PageHead {
  readonly title: string;
  readonly summary: Text;
}

/** Title and summary line of a result's report. */
export function pageHead({ run, environment }: Result): PageHead {
  const { cpu, kernel } = environment;
  return {
    title: 'Handing over file descriptors: what it costs here',
    summary: text`Measured by ${code(`fd-handover-bench ${environment.versions.benchmark}`)} on ${run.startedAt}: Linux ${kernel.release}, ${cpu.model ?? 'CPU model not told'}${cpu.hypervisor === null ? '' : `, virtual machine (${cpu.hypervisor})`}.`,
  };
}
