// SPDX-License-Identifier: Apache-2.0
// Workflow commands of GitHub Actions, one a line: at most one annotation an endpoint that did not pass. Printed by a
// step, they stand on the run's page and the pull request.

import { leftOutText } from '../../bench/gate/rules/left-out.ts';
import type { EndpointResult, GateResult, Verdict } from '../../bench/results/gate-result.ts';
import { printable } from '../escape.ts';
import { doubtLines, markLines, numbersOf, reasonsOf } from './endpoint-words.ts';
import type { Exporter } from './exporter.ts';

export const annotations: Exporter = {
  name: 'annotations',
  readBy: 'GitHub Actions (workflow commands)',
  run: null,
  gate: (gate) => {
    const concerned = gate.endpoints.filter(({ verdict }) => verdict !== 'PASS');
    const shown = concerned.slice(0, mostShown);
    const rest = concerned.length - shown.length;
    const lines = [
      ...shown.map((result) => annotationOf(gate, result)),
      ...(rest === 0
        ? []
        : [command('warning', 'more endpoints', `${String(rest)} more did not pass; see the report`)]),
      ...(gate.skips.length === 0 ? [] : [leftOutAnnotation(gate)]),
      ...(gate.endpoints.length === 0 ? [wholeAnnotation(gate)] : []),
    ];
    return lines.map((line) => `${line}\n`).join('');
  },
};

/** GitHub shows ten annotations of a kind for each step: two more may follow. */
const mostShown = 8;
/** A longer one is cut by GitHub, where nobody sees that it was. */
const mostCharacters = 4000;

type Level = 'error' | 'warning';

const levels: Readonly<Record<Verdict, Level>> = {
  FAIL: 'error',
  INVALID: 'error',
  INCONCLUSIVE: 'warning',
  PASS: 'warning',
};

function annotationOf(gate: GateResult, result: EndpointResult): string {
  const { endpoint, verdict } = result;
  const marks = markLines(gate);
  const parts = [reasonsOf(result), numbersOf(result), ...doubtLines(gate, result), ...marks];
  // What says nothing about the change must not look like an error of it.
  const level = gate.advisory || gate.injected ? 'warning' : levels[verdict];
  const sentences = parts.filter((part) => part !== '').map((part) => part.replace(/\.$/, ''));
  return command(level, `${verdict} ${endpoint.id}`, sentences.join('. '));
}

/** One for all of them: why they were left out is mostly the same. */
function leftOutAnnotation({ skips, advisory, injected }: GateResult): string {
  const level = advisory || injected ? 'warning' : 'error';
  return command(level, `INVALID not measured: ${String(skips.length)}`, skips.map(leftOutText).join('. '));
}

function wholeAnnotation({ verdict, reasons }: GateResult): string {
  const why = reasons.map(({ rule, text }) => `${rule}: ${text}`).join('; ');
  return command('error', `${verdict} gate`, why === '' ? 'nothing was gated' : why);
}

function command(level: Level, title: string, message: string): string {
  return `::${level} title=${escapeProperty(cut(printable(title)))}::${escapeData(cut(printable(message)))}`;
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= mostCharacters ? text : `${characters.slice(0, mostCharacters - 1).join('')}…`;
}

/** As @actions/core does it: the runner undoes exactly this. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
