// SPDX-License-Identifier: Apache-2.0
// What README.md says of gates, made from the real gate in docs/examples/gate and the proofs in docs/examples/proofs.

import { gateText } from '../../bench/cli/gate-text.ts';
import type { GateResult } from '../../bench/results/gate-result.ts';

export const gateTitle = 'A gate that knows its own error rates';

/** Of docs/examples/proofs/alike.json and injections.json, what is told. */
export interface StoredProofs {
  readonly alike: {
    readonly gates: readonly { readonly verdict: string }[];
    readonly figures: { readonly seconds: { readonly median: number } };
  };
  readonly injections: {
    readonly gates: readonly { readonly design: string; readonly side: string; readonly verdict: string }[];
  };
}

/** From the title to before the next one. */
export function gateSection(gate: GateResult, { alike, injections }: StoredProofs): string {
  const base = gate.run.arguments[gate.run.arguments.indexOf('--base') + 1] ?? '';
  const counted = (those: readonly { readonly verdict: string }[], verdict: string): string =>
    String(those.filter((one) => one.verdict === verdict).length);
  const slowed = (side: string): StoredProofs['injections']['gates'] =>
    injections.gates.filter((one) => one.side === side);
  const [head, behind] = [slowed('head'), slowed('base')];
  const sizes = [...new Set(injections.gates.map(({ design }) => Number(/\d+/.exec(design)?.[0])))];
  const [largest, ...smaller] = sizes.sort((a, b) => b - a);
  return `## ${gateTitle}

\`\`\`
$ npm run gate -- --base ${base}
${tableOf(gateText(gate))}

Verdict: ${gate.verdict}
\`\`\`

Of ${String(alike.gates.length)} gates with identical code ${counted(alike.gates, 'PASS')} passed and ${counted(alike.gates, 'FAIL')} failed, half of them within ${alike.figures.seconds.median.toFixed(1)} seconds; of ${String(head.length)} with a slowdown of
${smaller.reverse().join(', ')} or ${String(largest)} % in head ${counted(head, 'FAIL')} failed, and of ${String(behind.length)} with it in base ${counted(behind, 'FAIL')}: [figures and their bounds](docs/method.md#the-gate).
\`calibrate\` draws [this curve](docs/examples/calibration/calibration.md) for your machine.
`;
}

/** The table of endpoints without the line under its head, and without the column of doubts. */
function tableOf(printed: string): string {
  const [table = ''] = printed.split('\n\n');
  const [head = '', , ...rows] = table.split('\n');
  const end = head.indexOf('doubts');
  return [head, ...rows].map((line) => line.slice(0, end).trimEnd()).join('\n');
}
