// SPDX-License-Identifier: Apache-2.0
// Folders that an action may lie in, with a program in them that is the real one, or ends as a test wants.

import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { GateResult } from '../../bench/results/gate-result.ts';
import { openSamples } from '../../bench/results/samples-writer.ts';
import { writeGate } from '../../bench/results/write-result.ts';
import { mainPath, makeTempFolder } from './program.ts';

export interface FakeGate {
  readonly actionPath: string;
  /** With it, `node` is a script that plays the program: it starts ten times as fast. */
  readonly env: { readonly PATH: string };
  /** What the gate was started with. */
  readonly words: () => string[];
}

/** The real program; its set-up does nothing. */
export function realProgram(t: TestContext): string {
  const folder = makeTempFolder(t);
  mkdirSync(join(folder, 'bench'));
  mkdirSync(join(folder, 'dist', 'bench'), { recursive: true });
  writeFileSync(join(folder, 'bench', 'set-up.mjs'), '');
  symlinkSync(mainPath, join(folder, 'dist', 'bench', 'main.js'));
  return folder;
}

/** `gate` leaves this result (null: none) and ends so; `export` only says its format. */
export function endingAs(t: TestContext, exitCode: number, gate: GateResult | null): FakeGate {
  const folder = makeTempFolder(t);
  const stored = makeTempFolder(t);
  if (gate !== null) writeGate(stored, { ...gate, samples: openSamples(stored).close() });
  const script = `#!/bin/sh
case "$1" in */set-up.mjs) exit 0 ;; -p) exec '${process.execPath}' "$@" ;; esac
shift
if [ "$1" = gate ]; then
  printf '%s\\0' "$@" > '${folder}/words'
  for last in "$@"; do :; done
  cp -r '${stored}/.' "\${last#--out=}"
  echo '::error::not a command of ours \`x\`' >&2
  exit ${String(exitCode)}
fi
echo "as $4"
`;
  writeFileSync(join(folder, 'node'), script);
  chmodSync(join(folder, 'node'), 0o755);
  return {
    actionPath: folder,
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    words: () => readFileSync(join(folder, 'words'), 'utf8').split('\0').slice(0, -1),
  };
}
