// SPDX-License-Identifier: Apache-2.0
// Does the gate find what is there? A slowdown of known size is put into head or into base; the judge gets launches that
// do not say which. In head it must fail, in base it must not, and the estimates must come out at what was injected.

import type { Placement } from '../../scenarios/scenario.ts';
import { runInjectedGates } from './gates-injected.ts';
import type { InjectedGate } from './gates-injected.ts';
import type { Claim, Proof, ProofOutcome } from './proof.ts';
import type { Verdict } from '../results/gate-result.ts';
import { excessAmong } from '../stats/injection-excess.ts';
import { clopperPearson } from '../stats/proportion.ts';

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

/** In parts of a ratio: a point. */
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
  const { head, base, excess } = figuresOf(gates);
  return [
    ...(mustFind === null ? [] : [found(`${name} in head`, head, mustFind)]),
    {
      text: `${name} in base: FAIL in ${inWords(base.gates)} (none)`,
      holds: base.gates.failed === 0,
    },
    {
      text: `${name}: the slowed side is found slower by ${points(excess?.mean ?? NaN)} more than it is, on average (at most ${points(mostOff)} either way)`,
      holds: excess !== null && Math.abs(excess.mean) <= mostOff,
    },
  ];
}

/** Of the gates, and of the single comparisons: one FAIL among a gate's endpoints makes it a FAIL. */
function found(what: string, { gates, endpoints }: Side, mustFind: number): Claim {
  return {
    text: `${what}: FAIL in ${inWords(gates)}, in ${inWords(endpoints)} single comparisons (at least ${String(mustFind * 100)} % of the gates)`,
    holds: gates.trials > 0 && gates.failed >= gates.trials * mustFind,
  };
}

interface Failed {
  readonly failed: number;
  readonly trials: number;
  /** Two-sided 95 %, Clopper and Pearson. */
  readonly lo: number;
  readonly hi: number;
}

interface Side {
  readonly gates: Failed;
  readonly endpoints: Failed;
}

function figuresOf(gates: readonly InjectedGate[]) {
  const estimates = gates.flatMap((gate) => gate.estimates.map((one) => ({ ...one, side: gate.side })));
  const sideOf = (side: InjectedGate['side']): Side => ({
    gates: failedAmong(gates.filter((gate) => gate.side === side)),
    endpoints: failedAmong(estimates.filter((one) => one.side === side)),
  });
  return { head: sideOf('head'), base: sideOf('base'), excess: excessAmong(estimates) };
}

function failedAmong(all: readonly { readonly verdict: Verdict }[]): Failed {
  const failed = all.filter(({ verdict }) => verdict === 'FAIL').length;
  return { failed, trials: all.length, ...clopperPearson(failed, all.length, 0.95) };
}

function inWords({ failed, trials, lo, hi }: Failed): string {
  return `${String(failed)} of ${String(trials)} [${percent(lo)}, ${percent(hi)}]`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(0)} %`;
}

function points(value: number): string {
  return `${(value * 100).toFixed(2)} points`;
}
