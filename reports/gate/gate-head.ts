// SPDX-License-Identifier: Apache-2.0
// What stands above a gate's report: the verdict, and what was compared where.

import type { GateResult, HelperFacts } from '../../bench/results/gate-result.ts';
import { code, text } from '../article/blocks.ts';
import type { Text } from '../article/blocks.ts';
import type { PageHead } from '../article/page-head.ts';

export function gateHead(gate: GateResult): PageHead {
  const { verdict, run, environment, helpers } = gate;
  const { cpu, kernel, versions } = environment;
  const machine = `Linux ${kernel.release}, ${cpu.model ?? 'CPU model not told'}${cpu.hypervisor === null ? '' : `, virtual machine (${cpu.hypervisor})`}`;
  return {
    title: `Gate: ${verdict}${markOf(gate)}`,
    summary: text`Base ${nameOf(helpers.base)} against head ${nameOf(helpers.head)}, measured by ${code(`fd-handover-bench ${versions.benchmark}`)} on ${run.startedAt}: ${machine}.`,
  };
}

/** Nobody may quote the title of such a page or chart without its mark. */
export function markOf({ injected, advisory }: GateResult): string {
  if (injected) return ' (a slowdown was injected)';
  return advisory ? ' (advisory)' : '';
}

/** A revision with the commit that it was: names move on. */
export function nameOf({ source, commit }: HelperFacts): Text {
  return commit === null ? text`${code(source)}` : text`${code(source)} (${code(commit.slice(0, 12))})`;
}
