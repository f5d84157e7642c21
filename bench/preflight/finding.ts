// SPDX-License-Identifier: Apache-2.0
// The shape of a preflight check and of what it finds.

import type { PullDiagnosis } from '../diagnosis/pull-diagnosis.ts';

/** `ok`; `note`: may move numbers; `limits`: a part of the plan becomes a skip; `blocks`: no run. */
export type FindingStatus = 'ok' | 'note' | 'limits' | 'blocks';

export interface Finding {
  readonly status: FindingStatus;
  /** What was seen. */
  readonly evidence: string;
  /** What to do about it; '' when there is nothing to do. */
  readonly remedy: string;
}

export interface Check {
  readonly id: string;
  readonly run: (machine: Machine) => Finding | Promise<Finding>;
}

export interface NamedFinding extends Finding {
  readonly id: string;
}

/** What the checks look at. Each launch is tried once, and only when a check asks. */
export interface Machine {
  readonly helperPath: string;
  /** Why there is no helper to try, or null. */
  readonly helperMissing: string | null;
  readonly allowedCpus: readonly number[];
  /** null: exempt from the limit of descriptors in flight. */
  readonly inFlightLimit: number | null;
  readonly socketBufferBytes: number;
  readonly nofile: { readonly soft: number; readonly hard: number };
  readonly clock: { readonly costNs: number; readonly quantumNs: number };
  /** `handover-helper` with these words: its end, its output. */
  readonly tryHelper: (words: readonly string[]) => Promise<HelperTrial>;
  /** Why this process may pull from itself, or not. */
  readonly diagnoseSelf: () => PullDiagnosis;
}

export interface HelperTrial {
  readonly exitCode: number | null;
  /** ENOENT, EACCES …, or null when it was started. */
  readonly startError: string | null;
  readonly output: string;
  readonly errors: string;
}

export function ok(evidence: string): Finding {
  return { status: 'ok', evidence, remedy: '' };
}
