// SPDX-License-Identifier: Apache-2.0
// The end of a gate on the terminal: the verdict first, then each endpoint with its reason.

import type { EndpointResult, GateResult, PassRecord } from '../results/gate-result.ts';
import { leftOutText } from '../gate/rules/left-out.ts';
import { formatDuration, formatRatio, formatSeconds } from './format.ts';
import { number, plainTable } from './tables/plain-table.ts';

export function gateText(gate: GateResult): string {
  return [
    warnings(gate),
    tableText(gate),
    reasonsText(gate),
    skipsText(gate),
    doubtsText(gate),
    passesText(gate),
    verdictText(gate),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function warnings(gate: GateResult): string {
  const { identical, injected, advisory } = gate;
  return [
    ...(identical ? ['base and head are the same program, byte for byte'] : []),
    ...(injected ? ['a slowdown was injected (--inject-ns): this says nothing about real code'] : []),
    ...(advisory ? ['advisory: the base was not measured in the same blocks'] : []),
    ...adviceText(gate),
  ].join('\n');
}

/** What differs between the machines is of no endpoint. */
function adviceText({ advisory, reasons, endpoints }: GateResult): string[] {
  if (!advisory) return [];
  const isOfEndpoint = (text: string): boolean =>
    endpoints.some(({ endpoint }) => text.startsWith(`${endpoint.id}: `));
  return reasons.filter(({ text }) => !isOfEndpoint(text)).map(({ text }) => `  ${text}`);
}

function tableText({ endpoints }: GateResult): string {
  return plainTable<EndpointResult>(
    [
      { head: 'endpoint', align: 'left', cell: ({ endpoint }) => endpoint.id },
      number('base', ({ base }) => (base === null ? '–' : formatDuration(base))),
      number('head', ({ head }) => (head === null ? '–' : formatDuration(head))),
      number('head / base', ({ ratio }) => formatRatio(ratio)),
      number('allowed', ({ endpoint }) => (1 + endpoint.tolerance).toFixed(3)),
      number('blocks', ({ looks }) => String(looks.at(-1)?.blocks ?? 0)),
      { head: 'verdict', align: 'left', cell: ({ verdict }) => verdict },
      { head: 'doubts', align: 'left', cell: ({ doubts }) => doubts.join(', ') },
    ],
    endpoints,
  );
}

function reasonsText({ endpoints }: GateResult): string {
  return endpoints
    .flatMap(({ endpoint, verdict, reasons }) =>
      reasons.map(({ rule, text }) => `${verdict} ${endpoint.id}\n  ${rule}: ${text}`),
    )
    .join('\n');
}

function skipsText({ skips }: GateResult): string {
  const lines = skips.map((skip) => `  ${leftOutText(skip)}`);
  return lines.length === 0 ? '' : ['Not measured', ...lines].join('\n');
}

function doubtsText({ doubts }: GateResult): string {
  const lines = doubts.map(({ id, arm, evidence, advice }) => `  ${id} (${arm}): ${evidence} ${advice}`);
  return lines.length === 0 ? '' : ['Doubts', ...lines].join('\n');
}

/** What an early end saved is said: it is what the looks pay for. */
function passesText({ passes }: GateResult): string {
  return passes.map(passText).join('\n');
}

function passText({ name, blocks, launches, seconds, endedBy }: PassRecord): string {
  const run = blocks.reduce((sum, cell) => sum + cell.run, 0);
  const planned = blocks.reduce((sum, cell) => sum + cell.planned, 0);
  const saved = planned > run && endedBy === 'decided' ? `, ${String(planned - run)} blocks saved` : '';
  return `${name} pass: ${String(run)} of at most ${String(planned)} blocks, ${String(launches)} launches, ${formatSeconds(seconds)} (ended: ${endedBy}${saved})`;
}

function verdictText({ verdict, run }: GateResult): string {
  return `Verdict: ${verdict}${run.status === 'interrupted' ? ' (interrupted)' : ''}`;
}
