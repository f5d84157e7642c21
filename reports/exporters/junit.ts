// SPDX-License-Identifier: Apache-2.0
// JUnit XML: one test case an endpoint. FAIL is a failure, INVALID an error, INCONCLUSIVE is skipped: a build server
// shows it and does not fail. Kept to what Jenkins' schema allows; others read that as well.

import { leftOutText } from '../../bench/gate/rules/left-out.ts';
import type { EndpointResult, GateResult, Verdict } from '../../bench/results/gate-result.ts';
import type { Skip } from '../../bench/results/result.ts';
import { skipPlace } from '../../bench/results/skip-place.ts';
import { escapeXml, printable } from '../escape.ts';
import { doubtLines, markLines, numbersOf, reasonsOf } from './endpoint-words.ts';
import type { Exporter } from './exporter.ts';

export const junit: Exporter = {
  name: 'junit',
  readBy: 'build servers (Jenkins, GitLab, …)',
  run: null,
  gate: (gate) => {
    const own =
      gate.endpoints.length === 0 ? [wholeCase(gate)] : gate.endpoints.map((one) => caseOf(gate, one));
    const cases = [...own, ...gate.skips.map(leftOutCase)];
    const counts = countsOf(gate);
    return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="fd-handover gate"${counts} time="${secondsOf(gate)}">
<testsuite name="fd-handover gate"${counts} skipped="${count(gate, 'INCONCLUSIVE')}" time="${secondsOf(gate)}" timestamp="${attribute(gate.run.startedAt.slice(0, 19))}" id="0">
<properties>
${propertiesOf(gate).join('\n')}
</properties>
${cases.join('\n')}
</testsuite>
</testsuites>
`;
  },
};

function caseOf(gate: GateResult, result: EndpointResult): string {
  const { endpoint, verdict } = result;
  const lines = [numbersOf(result), reasonsOf(result), ...doubtLines(gate, result), ...markLines(gate)];
  const { scenario, placement } = endpoint;
  return `<testcase name="${attribute(endpoint.id)}" classname="${attribute(`${scenario}.${placement}`)}">
${[...outcomeOf(verdict, reasonsOf(result), lines), `<system-out>${textOf(lines)}</system-out>`].join('\n')}
</testcase>`;
}

/** A gate that could not declare anything is no empty, green suite. */
function wholeCase(gate: GateResult): string {
  const reasons = gate.reasons.map(({ rule, text }) => printable(`${rule}: ${text}`)).join('; ');
  return `<testcase name="gate" classname="gate">
${outcomeOf(gate.verdict === 'PASS' ? 'INVALID' : gate.verdict, reasons, [reasons]).join('\n')}
</testcase>`;
}

/** What was asked for and is in no endpoint. */
function leftOutCase(skip: Skip): string {
  const { scenario, placement } = skip;
  const classname = placement === null ? scenario : `${scenario}.${placement}`;
  const message = leftOutText(skip);
  return `<testcase name="${attribute(`${skipPlace(skip)}: not measured`)}" classname="${attribute(classname)}">
${outcomeOf('INVALID', message, [printable(message)]).join('\n')}
</testcase>`;
}

function outcomeOf(verdict: Verdict, message: string, lines: readonly string[]): readonly string[] {
  const told = `message="${attribute(message)}" type="${verdict}"`;
  switch (verdict) {
    case 'PASS':
      return [];
    case 'FAIL':
      return [`<failure ${told}>${textOf(lines)}</failure>`];
    case 'INVALID':
      return [`<error ${told}>${textOf(lines)}</error>`];
    case 'INCONCLUSIVE':
      return [`<skipped>${textOf([`INCONCLUSIVE: ${message}`])}</skipped>`];
  }
}

function countsOf(gate: GateResult): string {
  const isNothing = gate.endpoints.length === 0;
  const tests = (isNothing ? 1 : gate.endpoints.length) + gate.skips.length;
  const errors = (isNothing ? 1 : count(gate, 'INVALID')) + gate.skips.length;
  return ` tests="${String(tests)}" failures="${String(count(gate, 'FAIL'))}" errors="${String(errors)}"`;
}

function count({ endpoints }: GateResult, wanted: Verdict): number {
  return endpoints.filter(({ verdict }) => verdict === wanted).length;
}

function secondsOf({ passes }: GateResult): string {
  return passes.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3);
}

function propertiesOf({
  verdict,
  helpers,
  environment,
  run,
  injected,
  advisory,
  identical,
}: GateResult): string[] {
  const properties: readonly (readonly [string, string])[] = [
    ['verdict', verdict],
    ['base', helpers.base.source],
    ['base.commit', helpers.base.commit ?? 'not told'],
    ['head', helpers.head.source],
    ['seed', String(run.seed)],
    ['kernel', environment.kernel.release],
    ['cpu', environment.cpu.model ?? 'not told'],
    ['injected', String(injected)],
    ['advisory', String(advisory)],
    ['identical', String(identical)],
  ];
  return properties.map(([name, value]) => `<property name="${name}" value="${attribute(value)}"/>`);
}

/** One line: a parser would make spaces of line breaks anyway. */
function attribute(text: string): string {
  return escapeXml(printable(text));
}

function textOf(lines: readonly string[]): string {
  return escapeXml(lines.filter((line) => line !== '').join('\n'));
}
