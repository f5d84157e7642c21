// SPDX-License-Identifier: Apache-2.0
// The shape of a proof: real gates whose right answer is known, run often enough to count the wrong ones.

import type { Laboratory, Selection } from '../cli/calibrate-laboratory.ts';
import { wishesOf } from '../cli/calibrate-laboratory.ts';
import type { Machine } from '../preflight/finding.ts';
import type { Environment } from '../results/environment.ts';
import type { LaunchTools } from '../run/launch-tools.ts';

export interface Proof {
  readonly name: string;
  /** One sentence: what is done, and what must come out. */
  readonly text: string;
  /** Without --runs. */
  readonly runs: number;
  /** null: interrupted before the first run had ended. */
  readonly run: (setting: ProofSetting) => Promise<ProofOutcome | null>;
}

export interface ProofSetting {
  readonly runs: number;
  readonly seed: number;
  readonly machine: Machine;
  readonly topology: Environment['cpu']['topology'];
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** Absent: the usual ones. */
  readonly tools?: LaunchTools;
}

export interface ProofOutcome {
  /** What must hold, and whether it did. */
  readonly claims: readonly Claim[];
  /** Counts and figures. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** One entry a gate, in the order of time. */
  readonly gates: readonly Readonly<Record<string, unknown>>[];
}

export interface Claim {
  readonly text: string;
  readonly holds: boolean;
}

export function laboratoryFor(
  { machine, topology, signal, tools }: ProofSetting,
  selection: Selection = {},
): Laboratory {
  const laboratory = { wishes: wishesOf(selection), machine, topology, deadlineMs: 30_000, signal };
  return tools === undefined ? laboratory : { ...laboratory, tools };
}
