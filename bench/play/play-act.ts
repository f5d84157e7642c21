// SPDX-License-Identifier: Apache-2.0
// Plays one act: starts a player for each name, takes the steps in their order, keeps every answer, and ends whoever was
// started. It judges nothing.

import type { ChannelType, Step } from '../../scenarios/play.ts';
import { conduct } from './conductor.ts';
import type { Answer, Player, PlayerCommand } from './player.ts';
import { startPlayer } from './player.ts';

export interface Stage {
  readonly helperPath: string;
  readonly makeChannel: (type: ChannelType) => readonly [number, number];
  readonly close: (fd: number) => void;
  readonly signal: AbortSignal;
  /** How a player of this name is started, where it is not by the helper alone. */
  readonly command?: (name: string, usual: PlayerCommand) => PlayerCommand;
}

export interface Played {
  readonly taken: readonly TakenStep[];
  /** `name.field` of all answers that were kept. */
  readonly seen: ReadonlyMap<string, string | number>;
  /** The step of the set-up that failed: it cannot be played here. */
  readonly impossible: TakenStep | null;
}

export interface TakenStep {
  readonly who: string;
  readonly line: string;
  readonly answer: Answer;
}

export interface Script {
  readonly channel: ChannelType | null;
  readonly setUp: readonly Step[];
  readonly steps: readonly Step[];
}

const conductor = 'conductor';

export async function playAct(script: Script, stage: Stage): Promise<Played> {
  const players = startPlayers(script, stage);
  const endAll = (): void => {
    for (const player of players.values()) player.signal('SIGKILL');
  };
  stage.signal.addEventListener('abort', endAll, { once: true });
  try {
    return await takeSteps(script, players);
  } finally {
    stage.signal.removeEventListener('abort', endAll);
    await Promise.all([...players.values()].map((player) => player.end()));
  }
}

function startPlayers({ channel, setUp, steps }: Script, stage: Stage): Map<string, Player> {
  const names = new Set([...setUp, ...steps].map(({ who }) => who).filter((who) => who !== conductor));
  const ends = channel === null ? null : stage.makeChannel(channel);
  const endOf = new Map([
    ['donor', ends?.[0]],
    ['receiver', ends?.[1]],
  ]);
  try {
    return new Map([...names].map((name) => [name, startPlayer(commandOf(name, endOf.get(name), stage))]));
  } finally {
    ends?.forEach(stage.close);
  }
}

function commandOf(name: string, end: number | undefined, stage: Stage): PlayerCommand {
  const usual: PlayerCommand = {
    path: stage.helperPath,
    arguments: end === undefined ? ['play'] : ['play', '--channel-fd', '3'],
    descriptors: end === undefined ? [] : [end],
  };
  return stage.command?.(name, usual) ?? usual;
}

async function takeSteps({ setUp, steps }: Script, players: ReadonlyMap<string, Player>): Promise<Played> {
  const seen = new Map<string, string | number>();
  for (const [name, { pid }] of players) if (pid !== null) seen.set(`${name}.pid`, pid);
  const taken: TakenStep[] = [];
  const open = new Map<string, Promise<TakenStep>>();
  const keep = (step: Step, entry: TakenStep): void => {
    taken.push(entry);
    if (step.as === undefined) return;
    for (const [field, value] of Object.entries(entry.answer)) seen.set(`${step.as}.${field}`, value);
  };
  const takeStep = async (step: Step): Promise<TakenStep> => {
    for (const name of namesIn(step.does)) await open.get(name);
    const line = filledIn(step.does, seen);
    const answered = askWhom(step.who, line, players).then((answer) => {
      const entry = { who: step.who, line, answer };
      keep(step, entry);
      return entry;
    });
    if (step.later !== true) return answered;
    open.set(step.as ?? `${step.who} ${line}`, answered);
    return { who: step.who, line, answer: {} };
  };
  for (const step of setUp) {
    const entry = await takeStep(step);
    if (typeof entry.answer['error'] === 'string' && entry.answer['error'] !== '')
      return { taken, seen, impossible: entry };
  }
  for (const step of steps) await takeStep(step);
  await Promise.all(open.values());
  return { taken, seen, impossible: null };
}

function askWhom(who: string, line: string, players: ReadonlyMap<string, Player>): Promise<Answer> {
  if (who === conductor) return conduct(line, players);
  return players.get(who)?.ask(line) ?? Promise.resolve({ result: -1, error: 'MISUSED', line });
}

const reference = /\{([\w-]+)\.([\w-]+)\}/g;

function namesIn(does: string): string[] {
  return [...does.matchAll(reference)].map(([, name = '']) => name);
}

/** What is not there stays as it is written, and the step is misused: the act is wrong, or an earlier step failed. */
function filledIn(does: string, seen: ReadonlyMap<string, string | number>): string {
  return does.replaceAll(reference, (whole, name: string, field: string) =>
    String(seen.get(`${name}.${field}`) ?? whole),
  );
}
