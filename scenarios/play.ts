// SPDX-License-Identifier: Apache-2.0
// The shape of what is played: steps that processes take one after the other, and what should be seen of it. Data; the
// words of a step are those of `handover-helper play` (docs/steps.md), and of the conductor (bench/play/conductor.ts).

export interface Step {
  /** The player that takes it: `donor`, `receiver`, … each a process of its own; or `conductor`, who is in none of them. */
  readonly who: string;
  /** The step's word and what it takes. `{name.field}` stands for what was answered before: `{donor.pid}`, `{sent.fd}`. */
  readonly does: string;
  /** Keeps the answer under this name. */
  readonly as?: string;
  /** It may take until another player has done something: its answer is awaited where it is used, or at the end. */
  readonly later?: true;
}

export type Value = string | number;
export type Expectation =
  | Value
  | { readonly atLeast?: number; readonly atMost?: number }
  /** Where a kernel of this version may show either: vendors put newer changes into older versions. */
  | { readonly oneOf: readonly Value[] }
  /** What was seen elsewhere, `name.field`; of numbers also so many more. */
  | { readonly sameAs: string; readonly plus?: number };

/** What is seen, by kernel: of several, the one with the largest `since` that is not above the kernel's version. */
export interface Expected {
  /** A Linux version, as `6.9`; without it: all. */
  readonly since?: string;
  /** `name.field` of an answer; `name.error` is '' where a call did not fail. */
  readonly sees: Readonly<Record<string, Expectation>>;
}

export interface Act {
  /** What is done, and what comes of it, each in a sentence. */
  readonly does: string;
  readonly comes: string;
  /** Where one of these fails, it cannot be played here, which is told with its reason. */
  readonly setUp?: readonly Step[];
  readonly steps: readonly Step[];
  readonly expects: readonly Expected[];
}

/** The same act with its fault mended (or, in ours, with the care left out): it must not be seen as expected. */
export interface Twin {
  readonly mends: string;
  readonly setUp?: readonly Step[];
  readonly steps: readonly Step[];
}

export type ChannelType = 'seqpacket' | 'stream' | 'dgram';
