// SPDX-License-Identifier: Apache-2.0
// The five sentences of ARCHITECTURE.md as functions: sources in, violations out.

import { posix } from 'node:path';
import { factsOf, includesOf } from './source.ts';
import type { Import, SourceFile } from './source.ts';

export interface Violation {
  readonly path: string;
  readonly what: string;
}

export type Rule = (sources: readonly SourceFile[]) => Violation[];

const NODE_HEADER = /^(node|napi|node_api|js_native_api|v8|uv|nan)([-_/.].*)?\.h$|^node\//;
const SOCKET_HEADER = /^(sys\/socket|sys\/un|netinet\/.*|arpa\/inet|netdb|linux\/(net|un|socket))(\.h)?$/;

/** Programs of their own, each started by a command line; a process that nobody starts has no exit code. */
export const PROGRAMS = [
  'bench/main.ts',
  'bench/peers.ts',
  'bench/proofs.ts',
  'bench/peers/javascript-receiver.ts',
  'bench/handover/peers/node-service.ts',
];

const JUDGES_AND_TELLERS = /^(bench\/(stats|validity|gate)|reports)\//;
const TYPESCRIPT = /^(bench|scenarios|reports)\/.*(?<!\.test|\.d)\.ts$/;

/** (1) native/core and what stands on it (transfer, ways, load, service, clients, steps, silent) include no Node header. */
export const coreKnowsNoNode: Rule = (sources) =>
  badIncludes(
    sources,
    /^native\/(core|transfer|ways|load|service|clients|steps|silent)\//,
    NODE_HEADER,
    'a Node header',
  );

/** (2) native/addon includes no socket header: it converts. */
export const addonOnlyConverts: Rule = (sources) =>
  badIncludes(sources, /^native\/addon\//, SOCKET_HEADER, 'a socket header');

const ONE_DOOR = 'native/core/control_message.c';
const BEHIND_IT = /^native\/(core|transfer|ways|load|service|clients|silent|helper|addon)\//;

/** What control_message.h promises: nobody else looks into a control message, but steps, which show how others do it. */
export const controlMessagesHaveOneDoor: Rule = (sources) =>
  sources
    .filter(({ path, text }) => path !== ONE_DOOR && BEHIND_IT.test(path) && /\bCMSG_[A-Z]+\(/.test(text))
    .map(({ path }) => ({ path, what: 'looks into a control message' }));

function badIncludes(sources: readonly SourceFile[], where: RegExp, bad: RegExp, kind: string): Violation[] {
  return sources
    .filter(({ path }) => where.test(path))
    .flatMap(({ path, text }) =>
      includesOf(text)
        .filter((name) => bad.test(name))
        .map((name) => ({ path, what: `includes ${kind}, ${name}` })),
    );
}

/** (3) scenarios/ is data: it imports types, and values only of other scenario files; it starts nothing. */
export const scenariosAreData: Rule = (sources) =>
  typescript(sources, /^scenarios\//).flatMap(({ path, imports }) =>
    imports
      .filter(({ typeOnly, from }) => !typeOnly && !resolve(path, from).startsWith('scenarios/'))
      .map(({ from }) => ({ path, what: `imports a value from ${from}` })),
  );

/** (4) What judges and tells never reaches native.ts or node:child_process, not through other files either. */
export const storedRunsAreEnough: Rule = (sources) => {
  const files = new Map(typescript(sources, /./).map((facts) => [facts.path, facts.imports]));
  return [...files.keys()]
    .filter((path) => JUDGES_AND_TELLERS.test(path))
    .flatMap((path) => {
      const way = wayToMachine(files, [path]);
      return way === undefined ? [] : [{ path, what: `reaches the machine: ${way.join(' → ')}` }];
    });
};

function wayToMachine(
  files: ReadonlyMap<string, readonly Import[]>,
  start: readonly string[],
): string[] | undefined {
  const queue: string[][] = [[...start]];
  const seen = new Set(start);
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    const path = way.at(-1) ?? '';
    for (const { from, typeOnly } of files.get(path) ?? []) {
      const next = resolve(path, from);
      if (typeOnly || seen.has(next)) continue;
      if (isMachine(next)) return [...way, next];
      seen.add(next);
      queue.push([...way, next]);
    }
  }
  return undefined;
}

function isMachine(path: string): boolean {
  return (
    /^(bench\/native\.ts|(node:)?child_process|(node:)?cluster)$/.test(path) || path.startsWith('computed:')
  );
}

/** (5) Only main.ts, and the programs listed above, print and exit. */
export const onlyProgramsSpeak: Rule = (sources) =>
  sources
    .filter(({ path }) => TYPESCRIPT.test(path) && !PROGRAMS.includes(path))
    .flatMap((source) =>
      factsOf(source).speaks.map((what) => ({ path: source.path, what: `prints or exits: ${what}` })),
    );

function typescript(
  sources: readonly SourceFile[],
  where: RegExp,
): { path: string; imports: readonly Import[] }[] {
  return sources
    .filter(({ path }) => TYPESCRIPT.test(path) && where.test(path))
    .map((source) => ({ path: source.path, imports: factsOf(source).imports }));
}

/** A relative import as a path from the top; any other as it stands. */
function resolve(path: string, from: string): string {
  return from.startsWith('.') ? posix.join(posix.dirname(path), from) : from;
}
