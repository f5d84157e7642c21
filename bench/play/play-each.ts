// SPDX-License-Identifier: Apache-2.0
// One after the other, until Ctrl-C.

export async function playEach<One, Played>(
  all: readonly One[],
  signal: AbortSignal,
  play: (one: One) => Promise<Played>,
): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (const one of all) {
    if (signal.aborted) break;
    played.push(await play(one));
  }
  return played;
}
