// SPDX-License-Identifier: Apache-2.0
// Runs the scripts of action.yml as GitHub's runner would: with bash, their expressions replaced, $GITHUB_* files in a
// fresh folder. It knows only the expressions that ours are made of, and refuses others.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../tree/project-files.ts';
import { makeTempFolder } from './program.ts';

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const action = parse(readFileSync(join(projectRoot, 'action.yml'), 'utf8')) as Action;

export interface Run {
  /** Inputs other than their defaults. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The folder that the action lies in. */
  readonly actionPath: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface RunEnd {
  readonly isRed: boolean;
  readonly summary: string;
  readonly printed: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** `with` of the steps that use another action, expressions replaced. */
  readonly used: readonly Readonly<Record<string, string>>[];
}

export function runAction(t: TestContext, { inputs = {}, actionPath, env = {} }: Run): RunEnd {
  const folder = makeTempFolder(t);
  const given = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: usual }]) => [name, inputs[name] ?? usual]),
  );
  for (const [name, value] of Object.entries(inputs)) assert.equal(given[name], value, name);
  const outputs: Record<string, Record<string, string>> = {};
  const used: Record<string, string>[] = [];
  let isRed = false;
  let printed = '';
  const context = (path: string): string => {
    const [top = '', ...rest] = path.split('.');
    if (top === 'inputs') return given[rest.join('.')] ?? '';
    if (path === 'github.action_path') return actionPath;
    assert.equal(top, 'steps', path);
    return outputs[rest[0] ?? '']?.[rest[2] ?? ''] ?? '';
  };
  for (const step of action.runs.steps) {
    if (!isWanted(step, isRed, context)) continue;
    if (step.run === undefined) {
      used.push(mapValues(step.with ?? {}, (value) => replaceExpressions(value, context)));
      continue;
    }
    const outputFile = join(folder, `output-${String(action.runs.steps.indexOf(step))}`);
    writeFileSync(outputFile, '');
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
      {
        encoding: 'utf8',
        cwd: folder,
        env: {
          PATH: process.env['PATH'],
          RUNNER_TEMP: folder,
          GITHUB_OUTPUT: outputFile,
          GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
          ...env,
          ...mapValues(step.env ?? {}, (value) => replaceExpressions(value, context)),
        },
      },
    );
    printed += stdout + stderr;
    isRed ||= status !== 0;
    if (step.id !== undefined) outputs[step.id] = readOutputs(outputFile);
  }
  const summaryFile = join(folder, 'summary.md');
  return {
    isRed,
    printed,
    used,
    summary: existsSync(summaryFile) ? readFileSync(summaryFile, 'utf8') : '',
    outputs: mapValues(
      mapValues(action.outputs, ({ value }) => value),
      (value) => replaceExpressions(value, context),
    ),
  };
}

/** Of the expressions that a condition may be, only those that ours are. */
function isWanted({ if: condition }: Step, isRed: boolean, context: (path: string) => string): boolean {
  if (condition === undefined) return !isRed;
  const terms = condition.replace(/^\$\{\{ | \}\}$/g, '').split(' && ');
  return terms.every((term) => {
    if (term === 'always()') return true;
    const [, path = '', text = ''] = /^([\w.-]+) != '([^']*)'$/.exec(term) ?? [];
    assert.notEqual(path, '', `unknown condition: ${term}`);
    return context(path) !== text;
  });
}

function replaceExpressions(text: string, context: (path: string) => string): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, path: string) => context(path));
}

function readOutputs(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
