// SPDX-License-Identifier: Apache-2.0
// Builds handover-helper alone in a checkout of another revision: that revision's binding.gyp, but node-gyp,
// Node's headers and compilers exactly as set-up.mjs takes them for the working tree.

import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../project-root.ts';
import { ExpectedError, exitCodes } from '../usage-error.ts';
import type { BuildFolders } from './check-out.ts';
import type { Revision } from './find-revision.ts';
import { tailOf } from './log-tail.ts';
import { runTool } from './run-tool.ts';

interface Context {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Answers with the helper's path. */
export async function buildHelper(
  revision: Revision,
  { tree, scratch }: BuildFolders,
  { signal, say }: Context,
): Promise<string> {
  const nodeGyp = await loadNodeGyp();
  // The addon is not built, but its target asks for its headers' folder while binding.gyp is read.
  if (!existsSync(join(tree, 'node_modules')))
    symlinkSync(join(projectRoot, 'node_modules'), join(tree, 'node_modules'));
  const configure = nodeGyp(projectRoot, ['configure'], say);
  const build = nodeGyp(projectRoot, ['build', 'handover-helper'], () => undefined);
  // node-gyp's own lines would push the compiler's out of the message; what fails in configure is its own.
  for (const { command, args, env } of [
    configure,
    { ...build, args: [...build.args, '--loglevel=silent'] },
  ]) {
    const tool = { path: command, arguments: args, folder: tree };
    // TMPDIR: a compiler that is killed leaves its intermediate files there, and they go with the folder.
    const end = await runTool({ ...tool, environment: { ...env, TMPDIR: scratch } }, signal);
    if (end.exitCode !== 0) throw doesNotBuild(revision, end.log);
  }
  const helperPath = join(tree, 'build/Release/handover-helper');
  if (existsSync(helperPath)) return helperPath;
  throw doesNotBuild(revision, 'node-gyp made no build/Release/handover-helper');
}

interface ToolCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

type NodeGyp = (root: string, verbs: readonly string[], say: Context['say']) => ToolCall;

/** The set-up's own modules: plain JavaScript that is not compiled to dist/, hence by path. They are there
 * wherever there is a checkout, and without one there is no other revision. */
async function loadNodeGyp(): Promise<NodeGyp> {
  const load = (name: string): Promise<unknown> =>
    import(pathToFileURL(join(projectRoot, 'bench/set-up', name)).href);
  const { requireToolchain } = (await load('toolchain.mjs')) as { requireToolchain: () => void };
  const { nodeGyp } = (await load('node-gyp.mjs')) as { nodeGyp: NodeGyp };
  try {
    requireToolchain();
  } catch (error) {
    throw new ExpectedError((error as Error).message, exitCodes.invalid);
  }
  return nodeGyp;
}

function doesNotBuild({ commit, name }: Revision, log: string): ExpectedError {
  return new ExpectedError(
    `the base revision ${name} does not build here:\n${tailOf(log)}\n` +
      'If these are only warnings of a newer compiler: npm_config_handover_werror=0 leaves them warnings. ' +
      `To see it whole: git worktree add DIR ${commit.slice(0, 12)} && cd DIR && npm run build. ` +
      'Or name another base, or a helper that is built: --base-helper PATH',
    exitCodes.invalid,
  );
}
