// SPDX-License-Identifier: Apache-2.0
// The made-up gate in its other forms: passed, invalid, marked, cut short, empty, hostile, and far too large.

import type { EndpointResult, GateResult, Verdict } from '../../bench/results/gate-result.ts';
import { exampleGate } from './example-gate.ts';
import { hostileName } from './example-variants.ts';

/** Every endpoint with the same verdict. */
export function gateWith(verdict: Verdict, rule = verdict.toLowerCase()): GateResult {
  const gate = exampleGate();
  const reasons = [{ rule, text: `made up: ${verdict}` }];
  return {
    ...gate,
    verdict,
    reasons,
    endpoints: gate.endpoints.map((endpoint) => ({ ...endpoint, verdict, reasons })),
  };
}

export function changedGate(change: Partial<GateResult>): GateResult {
  return { ...exampleGate(), ...change };
}

/** Nothing was measured: no pair of blocks, no number. */
export function emptyGate(): GateResult {
  const gate = gateWith('INVALID', 'nothing-measured');
  return {
    ...gate,
    endpoints: gate.endpoints.map(withoutNumbers),
    exploratory: [],
    doubts: [],
    passes: [],
    launches: [],
    samples: { ...gate.samples, launches: 0, bytes: 0 },
  };
}

/** Nothing was even declared. */
export function gateOfNothing(): GateResult {
  return { ...emptyGate(), endpoints: [], cells: [], scenarios: [] };
}

/** Names, reasons and the machine called by a hostile name. */
export function hostileGate(): GateResult {
  const named = (name: string): string => JSON.stringify(`${name}${hostileName}`);
  const json = JSON.stringify(exampleGate())
    .replaceAll('"pidfd_getfd base"', named('base'))
    .replaceAll('"pidfd_getfd head"', named('head'))
    .replaceAll('"one-descriptor same-cpu pidfd_getfd p50"', named('endpoint'))
    .replaceAll('"one-descriptor"', named('scenario'))
    .replaceAll('"origin/main"', named('source'))
    .replaceAll('"Example CPU 3000"', named('cpu'))
    .replaceAll('"fail"', named('rule'))
    .replaceAll('"--base"', named('--base'))
    .replaceAll(/"The ratio of a block[^"]*"/g, named('evidence'))
    .replaceAll(/"head takes 12 %[^"]*"/g, named('reason'));
  return JSON.parse(json) as GateResult;
}

/** More endpoints than any gate declares. */
export function hugeGate(count: number): GateResult {
  const gate = exampleGate();
  const [pass, fail] = gate.endpoints;
  const endpoints = Array.from({ length: count }, (_, i) => numbered(i % 2 === 0 ? pass : fail, i));
  return { ...gate, endpoints: endpoints.filter((one) => one !== undefined) };
}

function numbered(result: EndpointResult | undefined, i: number): EndpointResult | undefined {
  if (result === undefined) return undefined;
  const id = `${result.endpoint.id} ${String(i)}`;
  return { ...result, endpoint: { ...result.endpoint, id } };
}

function withoutNumbers(result: EndpointResult): EndpointResult {
  return { ...result, ratio: null, base: null, head: null, looks: [], confirmation: [], doubts: [] };
}
