// SPDX-License-Identifier: Apache-2.0
// Random numbers from a seed, so that a run's order can be repeated: splitmix32 to spread the seed,
// sfc32 to draw. Not for secrets.

export interface Random {
  /** An integer from 0 to limit - 1. */
  below(limit: number): number;
}

/** A generator for one purpose: the same seed and purpose always give the same numbers. */
export function makeRandom(seed: number, purpose: string): Random {
  const spread = splitmix32(mixText(seed, purpose));
  const draw = sfc32(spread(), spread(), spread(), spread());
  for (let i = 0; i < 12; i++) draw();
  return { below: (limit) => Math.floor((draw() / 2 ** 32) * limit) };
}

/** A shuffled copy (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

function mixText(seed: number, text: string): number {
  let mixed = (Math.floor(seed / 2 ** 32) * 0x9e3779b1) ^ (seed >>> 0);
  for (const letter of text) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return mixed >>> 0;
}

function splitmix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let value = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
    return (value ^ (value >>> 15)) >>> 0;
  };
}

function sfc32(a: number, b: number, c: number, d: number): () => number {
  return () => {
    const sum = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  };
}
