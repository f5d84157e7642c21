// SPDX-License-Identifier: Apache-2.0
// Builds the helper of another revision of this repository, with our own toolchain and that revision's own
// binding.gyp: its sources and its flags are what a gate compares with the working tree.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildHelper } from './build-helper.ts';
import { checkOut } from './check-out.ts';
import { checkHelper } from './check-helper.ts';
import { findRevision } from './find-revision.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

export interface BuiltRevision {
  /** The full hash. */
  readonly commit: string;
  /** Absolute. It lies in a temporary folder until dispose. */
  readonly helperPath: string;
  /** Removes everything that was made; a second call does nothing. */
  readonly dispose: () => void;
}

export interface RevisionRequest {
  /** A branch, tag or commit, as typed: it may come from a CI variable and hold anything. */
  readonly ref: string;
  readonly repository: string;
  /** Ctrl-C: the build ends, everything is removed, and the promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** One line a step, for the terminal. */
  readonly say: (line: string) => void;
}

export async function buildRevision({
  ref,
  repository,
  signal,
  say,
}: RevisionRequest): Promise<BuiltRevision> {
  const startedAt = performance.now();
  const revision = await findRevision(ref, repository, signal);
  const temporary = makeTemporaryFolder('fd-handover-base-');
  try {
    const tree = join(temporary.path, 'tree');
    const scratch = join(temporary.path, 'scratch');
    for (const folder of [tree, scratch]) mkdirSync(folder);
    say(`base ${revision.name}: checking out`);
    await checkOut(revision, { tree, scratch }, signal);
    say(`base ${revision.name}: building its helper`);
    const helperPath = await buildHelper(revision, { tree, scratch }, { signal, say });
    await checkHelper(revision, helperPath, signal);
    say(`base ${revision.name}: ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    return { commit: revision.commit, helperPath, dispose: temporary.dispose };
  } catch (error) {
    temporary.dispose();
    signal.throwIfAborted();
    throw error;
  }
}
