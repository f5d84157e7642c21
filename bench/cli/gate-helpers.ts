// SPDX-License-Identifier: Apache-2.0
// The two programs of a gate: found or built, checked to speak our protocol, put at places of equal length.

import { buildRevision } from '../base-revision/build-revision.ts';
import type { HelperPlaces } from '../base-revision/equal-places.ts';
import { placeHelpers } from '../base-revision/equal-places.ts';
import { sha256Of } from '../base-revision/same-bytes.ts';
import { helperPath } from '../native.ts';
import { helper as helperCheck } from '../preflight/helper.ts';
import { lookAtMachine } from '../preflight/look-at-machine.ts';
import { projectRoot } from '../project-root.ts';
import type { HelperFacts, Revision } from '../results/gate-result.ts';
import { ExpectedError, exitCodes } from '../usage-error.ts';

export interface HelperWishes {
  /** A revision of this repository, or null. */
  readonly base: string | null;
  readonly baseHelper: string | null;
  /** null: the one that was built here. */
  readonly headHelper: string | null;
}

export interface GateHelpers {
  readonly paths: Readonly<Record<Revision, string>>;
  readonly facts: Readonly<Record<Revision, HelperFacts>>;
  readonly identical: boolean;
  readonly dispose: () => void;
}

interface Preparation {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Leaves nothing behind when it fails. */
export async function prepareHelpers(wishes: HelperWishes, preparation: Preparation): Promise<GateHelpers> {
  const disposals: (() => void)[] = [];
  const dispose = (): void => {
    for (const each of disposals.splice(0).reverse()) each();
  };
  try {
    const base = await findBase(wishes, preparation);
    disposals.push(base.dispose);
    const head = wishes.headHelper ?? builtHelper();
    const places = placeHelpers({ base: base.path, head });
    disposals.push(places.dispose);
    const facts = await describeBoth(places, base, wishes.headHelper, preparation.signal);
    return {
      paths: places,
      facts,
      identical: places.areWhole && facts.base.sha256 === facts.head.sha256,
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

interface Base {
  readonly path: string;
  readonly source: string;
  readonly commit: string | null;
  readonly dispose: () => void;
}

async function findBase({ base, baseHelper }: HelperWishes, { signal, say }: Preparation): Promise<Base> {
  if (base === null) {
    const path = baseHelper ?? builtHelper();
    return { path, source: path, commit: null, dispose: () => undefined };
  }
  const built = await buildRevision({ ref: base, repository: projectRoot, signal, say });
  return { path: built.helperPath, source: base, commit: built.commit, dispose: built.dispose };
}

function builtHelper(): string {
  try {
    return helperPath();
  } catch (error) {
    throw new ExpectedError((error as Error).message, exitCodes.invalid);
  }
}

async function describeBoth(
  places: HelperPlaces,
  base: Base,
  headHelper: string | null,
  signal: AbortSignal,
): Promise<GateHelpers['facts']> {
  const describe = async (
    path: string,
    { source, commit }: Pick<Base, 'source' | 'commit'>,
  ): Promise<HelperFacts> => ({
    source,
    commit,
    sha256: sha256Of(path),
    ...(await buildOf(path, source, signal)),
  });
  return {
    base: await describe(places.base, base),
    head: await describe(places.head, { source: headHelper ?? 'this checkout', commit: null }),
  };
}

/** How a helper says that it was built; refuses one that cannot be started or speaks another protocol. */
async function buildOf(
  path: string,
  source: string,
  signal: AbortSignal,
): Promise<Pick<HelperFacts, 'compiler' | 'flags'>> {
  const machine = lookAtMachine({ helper: path, signal });
  const { status, evidence, remedy } = await helperCheck.run(machine);
  signal.throwIfAborted();
  if (status === 'blocks') throw new ExpectedError(`${source}: ${evidence}; ${remedy}`, exitCodes.invalid);
  const list = parseList((await machine.tryHelper(['list'])).output);
  return { compiler: textOrNull(list.build?.compiler), flags: textOrNull(list.build?.flags) };
}

interface List {
  readonly build?: { readonly compiler?: unknown; readonly flags?: unknown };
}

function parseList(output: string): List {
  try {
    return (JSON.parse(output) ?? {}) as List;
  } catch {
    return {};
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
