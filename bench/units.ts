// SPDX-License-Identifier: Apache-2.0
// Branded numbers: a duration cannot be passed where a count is meant. The brand exists only for the
// compiler; at run time these are plain numbers.

declare const unit: unique symbol;
type Unit<Name extends string> = number & { readonly [unit]?: Name };

/** A duration in nanoseconds. */
export type Nanoseconds = Unit<'ns'>;
/** A size in bytes. */
export type Bytes = Unit<'bytes'>;
/** A dimensionless quotient of two durations. */
export type Ratio = Unit<'ratio'>;
