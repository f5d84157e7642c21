// SPDX-License-Identifier: Apache-2.0
// What is done to players from outside: the steps of `conductor`.

import type { Answer, Player } from './player.ts';

type Players = ReadonlyMap<string, Player>;

const done: Answer = { result: 0, error: '' };

/** `signal PLAYER SIGNAL`: by the runner's own handle. `end PLAYER`: SIGKILL, until it is gone and reaped. */
export async function conduct(line: string, players: Players): Promise<Answer> {
  const [word, name = '', signal = ''] = line.split(' ');
  const player = players.get(name);
  if (player === undefined) return misused(line);
  if (word === 'signal') {
    player.signal(signal as NodeJS.Signals);
    return done;
  }
  if (word === 'end') {
    player.signal('SIGKILL');
    await player.ended;
    return done;
  }
  return misused(line);
}

function misused(line: string): Answer {
  return { result: -1, error: 'MISUSED', line };
}
