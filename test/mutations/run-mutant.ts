// SPDX-License-Identifier: Apache-2.0
// Runs one named test in a process of its own, with the project as it is or with one mutation in it. Nothing of the
// project is changed: the mutated module is compiled into a temporary folder and put in place by a loader's hook.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { projectRoot } from '../../bench/project-root.ts';
import type { Mutation } from './mutations.ts';

/** Throws where the source has changed, so that a mutation never passes for having mutated nothing. */
export function mutate({ file, find, replace, name }: Omit<Mutation, 'breaks'>, text: string): string {
  const parts = text.split(find);
  if (parts.length === 2) return parts.join(replace);
  throw new Error(
    `mutation "${name}": "${find}" occurs ${String(parts.length - 1)} times in ${file}, not once; bring test/mutations/mutations.ts up to date`,
  );
}

/** Whether the test that the mutation is to break passes with it. */
export async function survives(mutation: Mutation): Promise<boolean> {
  const source = mutate(mutation, readFileSync(join(projectRoot, mutation.file), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'fd-handover-mutation-'));
  try {
    const path = join(folder, 'mutated.js');
    writeFileSync(path, compile(source, mutation.file));
    const url = pathToFileURL(compiledPath(mutation.file)).href;
    const hook = pathToFileURL(compiledPath('test/mutations/with-mutation.ts')).href;
    const { file, test } = mutation.breaks;
    const more = { MUTATED_URL: url, MUTATED_SOURCE: path };
    return (await passing(file, [test], { flags: ['--import', hook], more })).length === 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Setting {
  readonly flags: readonly string[];
  readonly more: NodeJS.ProcessEnv;
}

const unchanged: Setting = { flags: [], more: {} };

/** Which of these tests pass. One that is not found, or is skipped, is an error: it would prove nothing. */
export async function passing(
  file: string,
  tests: readonly string[],
  { flags, more } = unchanged,
): Promise<string[]> {
  const patterns = tests.map((test) => `--test-name-pattern=^${escaped(test)}$`);
  // Ours would have the child report to a test runner that does not listen.
  const env = { ...process.env, ...more };
  delete env['NODE_TEST_CONTEXT'];
  const words = [...flags, '--test-reporter=tap', ...patterns, compiledPath(file)];
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  await once(child, 'close');
  return tests.filter((test) => {
    const line = output.split('\n').find((one) => nameIn(one) === test);
    if (line !== undefined && !line.includes('# SKIP')) return line.trimStart().startsWith('ok');
    throw new Error(`${file}: no test named "${test}" was run\n${output}`);
  });
}

/** By TypeScript's own word it must still be syntax; types do not matter here. */
function compile(source: string, file: string): string {
  const config = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, projectRoot, undefined, undefined);
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    // One file alone cannot know from package.json that it is a module.
    compilerOptions: { ...options, module: ts.ModuleKind.ESNext },
    fileName: join(projectRoot, file),
    reportDiagnostics: true,
  });
  const [first] = diagnostics;
  if (first === undefined) return outputText;
  throw new Error(`${file}, mutated: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`);
}

function compiledPath(file: string): string {
  return join(projectRoot, 'dist', file.replace(/\.ts$/, '.js'));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** TAP escapes # and \ in names. */
function nameIn(line: string): string | undefined {
  const [, name] = /^\s*(?:not )?ok \d+ - (.*?)(?: # SKIP.*)?$/.exec(line) ?? [];
  return name?.replaceAll('\\', '');
}
