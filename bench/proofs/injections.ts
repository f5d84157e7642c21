// SPDX-License-Identifier: Apache-2.0
// Does the gate find what is there? A slowdown of known size is put into head or into base; the judge gets launches that
// do not say which. In head it must fail, in base it must not, and the estimates must come out at what was injected.

import type { Placement } from '../../scenarios/scenario.ts';
import { runInjectedGates } from './gates-injected.ts';
import type { InjectedGate } from './gates-injected.ts';
import type { Claim, Proof, ProofOutcome } from './proof.ts';

export interface Design {
  readonly name: string;
  readonly placement: Placement;
  readonly tolerance: number;
  /** How much longer a transfer takes, as a share; null: drawn for each gate, up to three tolerances. */
  readonly slowdown: number | null;
  /** Share of the gates with a slower head that must fail; null: none, since some are to be let pass. */
  readonly mustFind: number | null;
}

/** docs/method.md. */
const fixed: readonly Design[] = [
  { name: '+5 % same-cpu', placement: 'same-cpu', tolerance: 0.03, slowdown: 0.05, mustFind: 0.95 },
  { name: '+10 % same-cpu', placement: 'same-cpu', tolerance: 0.05, slowdown: 0.1, mustFind: 1 },
  { name: '+20 % cross-cpu', placement: 'cross-cpu', tolerance: 0.1, slowdown: 0.2, mustFind: 0.95 },
];

const drawn: readonly Design[] = [
  { name: 'same-cpu', placement: 'same-cpu', tolerance: 0.05, slowdown: null, mustFind: null },
  { name: 'cross-cpu', placement: 'cross-cpu', tolerance: 0.1, slowdown: null, mustFind: null },
];

export const injections: Proof = {
  name: 'injections',
  text: '+5 %, +10 % (same-cpu) and +20 % (cross-cpu), design and side drawn at random: found in head, never in base, and estimated to a point on average; --runs is for each design',
  runs: 40,
  run: async (setting) => outcomeOf(fixed, await runInjectedGates(setting, fixed)),
};

export const drawnSizes: Proof = {
  name: 'drawn-sizes',
  text: 'slowdowns of any size up to three tolerances, in either side: never found in base, and estimated to a point on average; --runs is for each placement',
  runs: 20,
  run: async (setting) => outcomeOf(drawn, await runInjectedGates(setting, drawn)),
};

/** In points of a ratio. */
const mostOff = 0.01;

function outcomeOf(designs: readonly Design[], gates: readonly InjectedGate[]): ProofOutcome | null {
  if (gates.length === 0) return null;
  const parts = designs.map((design) => ({
    design,
    own: gates.filter((gate) => gate.design === design.name),
  }));
  return {
    claims: parts.flatMap(({ design, own }) => claimsOf(design, own)),
    figures: Object.fromEntries(parts.map(({ design, own }) => [design.name, figuresOf(own)])),
    gates: gates.map((gate) => ({ ...gate })),
  };
}

function claimsOf({ name, mustFind }: Design, gates: readonly InjectedGate[]): Claim[] {
  const { headFailed, head, baseFailed, base, error } = figuresOf(gates);
  return [
    ...(mustFind === null
      ? []
      : [
          {
            text: `${name} in head: FAIL in ${String(headFailed)} of ${String(head)} (at least ${String(mustFind * 100)} %)`,
            holds: head > 0 && headFailed >= head * mustFind,
          },
        ]),
    {
      text: `${name} in base: FAIL in ${String(baseFailed)} of ${String(base)} (none)`,
      holds: baseFailed === 0,
    },
    {
      text: `${name}: estimates off by ${points(error.mean)} on average (at most ${points(mostOff)})`,
      holds: Math.abs(error.mean) <= mostOff,
    },
  ];
}

function figuresOf(gates: readonly InjectedGate[]) {
  const failed = (side: InjectedGate['side']): number =>
    gates.filter((gate) => gate.side === side && gate.verdict === 'FAIL').length;
  const errors = gates.flatMap(({ estimates }) => estimates.flatMap(({ error }) => error ?? []));
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const squares = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0);
  return {
    head: gates.filter(({ side }) => side === 'head').length,
    headFailed: failed('head'),
    base: gates.filter(({ side }) => side === 'base').length,
    baseFailed: failed('base'),
    error: {
      estimates: errors.length,
      mean,
      deviation: Math.sqrt(squares / Math.max(1, errors.length - 1)),
      largest: Math.max(...errors.map(Math.abs)),
    },
  };
}

function points(value: number): string {
  return `${(value * 100).toFixed(2)} points`;
}
