// SPDX-License-Identifier: Apache-2.0
// What stands above the article: its answer as a title, and what it holds for: from when and from where it is.

import type { Environment } from '../../bench/results/environment.ts';
import type { Estimate, Result } from '../../bench/results/result.ts';
import { unsoundArm } from '../comparison.ts';
import { printable } from '../escape.ts';
import { formatCountOf, formatDuration, formatDurationInterval } from '../format.ts';
import { code, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import { headline, headlineRows } from './headline.ts';

export interface PageHead {
  readonly title: string;
  readonly summary: Text;
}

/** Title and summary line of a result's report. */
export function pageHead(result: Result): PageHead {
  const { run, environment } = result;
  const times = timesOf(result);
  const scope = times.length > 0 ? 'It holds for this machine' : 'The machine';
  return {
    title: headline(result),
    summary: text`${times}${scope}: ${machineWords(environment)}. Measured by ${code(`fd-handover-bench ${environment.versions.benchmark}`)} on ${run.startedAt}.`,
  };
}

/** Kernel, CPU and, where there is one, the hypervisor: what the numbers hold for. */
export function machineWords({ cpu, kernel }: Environment): string {
  const hypervisor =
    cpu.hypervisor === null
      ? ''
      : cpu.hypervisor === 'unknown'
        ? ', virtual machine'
        : `, virtual machine (${printable(cpu.hypervisor)})`;
  return `Linux ${printable(kernel.release)}, ${printable(cpu.model ?? 'CPU model not told')}${hypervisor}`;
}

/** "20.0 µs (19.3–22.6 µs)". */
function timeOf({ value, interval }: Estimate): string {
  const range = interval === null ? '' : ` (${formatDurationInterval(interval.lo, interval.hi)})`;
  return `${formatDuration(value)}${range}`;
}

/** The medians behind the title's ratio; none where an oracle failed: then no transfer was timed. */
function timesOf(result: Result): Text {
  const heading = headlineRows(result);
  const [own, other] = [heading?.row.wall?.p50, heading?.reference?.wall?.p50];
  if (heading === undefined || own === undefined || other === undefined) return [];
  const { row } = heading;
  if (unsoundArm(result, row) !== null) return [];
  return text`${code(row.arm)} takes ${timeOf(own)}, ${code(row.reference ?? '')} ${timeOf(other)}: p50 with its interval over ${formatCountOf(row.blocks, 'block')}; the ratio is taken within each block and is not their quotient. `;
}
