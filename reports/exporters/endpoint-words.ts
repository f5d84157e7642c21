// SPDX-License-Identifier: Apache-2.0
// One endpoint of a gate in plain sentences, for formats that show text: numbers, reasons, doubts, marks.

import type { EndpointResult, GateResult } from '../../bench/results/gate-result.ts';
import { printable } from '../escape.ts';
import { formatDuration, noNumber } from '../format.ts';
import { fineInterval, fineRatio } from '../gate/estimate-cells.ts';

/** "head / base 1.120× (98 % interval 1.108–1.133, 20 blocks), allowed 1.050×; base 5.74 µs, head 6.41 µs". */
export function numbersOf({ endpoint, ratio, base, head }: EndpointResult): string {
  const allowed = `allowed ${fineRatio(1 + endpoint.tolerance)}`;
  if (ratio === null) return `no ratio was measured, ${allowed}`;
  const { interval, blocks } = ratio;
  const range = interval === null ? 'no interval' : `interval ${fineInterval(interval.lo, interval.hi)}`;
  const times = `base ${base === null ? noNumber : formatDuration(base)}, head ${head === null ? noNumber : formatDuration(head)}`;
  return `head / base ${fineRatio(ratio.value)} (${range}, ${String(blocks)} blocks), ${allowed}; ${times}`;
}

export function reasonsOf({ reasons }: EndpointResult): string {
  return reasons.map(({ rule, text }) => printable(`${rule}: ${text}`)).join('; ');
}

/** Every doubt about the endpoint, with evidence and advice. */
export function doubtLines(gate: GateResult, { endpoint, doubts }: EndpointResult): readonly string[] {
  return doubts.map((id) => {
    const found = gate.doubts.find(
      (doubt) =>
        doubt.id === id &&
        doubt.scenario === endpoint.scenario &&
        doubt.placement === endpoint.placement &&
        doubt.point === endpoint.point &&
        Object.values(endpoint.arms).includes(doubt.arm),
    );
    const told = found === undefined ? '' : `: ${found.evidence} ${found.advice}`;
    return printable(`doubt ${id}${told}`);
  });
}

/** What must be said beside any verdict of this gate. */
export function markLines({ injected, advisory, identical }: GateResult): readonly string[] {
  return [
    ...(injected ? ['a slowdown was injected on purpose: this says nothing about real code'] : []),
    ...(advisory ? ['advisory: the base was not measured in the same blocks'] : []),
    ...(identical ? ['base and head are the same program, byte for byte'] : []),
  ];
}
