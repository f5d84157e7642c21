#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The report of what is stored in a folder, built again by each Node that is named, and by each of them in two
// surroundings: every file must have the same bytes every time. Measures nothing; needs dist/.
//   node test/same-report.mjs [--node PATH]… DIR…     without --node, the Node that runs this

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const program = join(root, 'dist/bench/main.js');

/** What a report could take from its surroundings by mistake. */
const surroundings = [
  { cwd: root, env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' } },
  { cwd: tmpdir(), env: { TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' } },
];

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** The sha256 of each file by its path in `folder`. */
function hashesOf(folder) {
  const paths = readdirSync(folder, { recursive: true }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  const hash = (path) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return new Map(paths.sort().map((path) => [path, hash(path)]));
}

function build(node, stored, { cwd, env }) {
  const out = mkdtempSync(join(tmpdir(), 'same-report-'));
  try {
    const stdio = ['ignore', 'ignore', 'inherit'];
    execFileSync(node, [program, 'report', stored, '--out', out], {
      cwd,
      env: { ...process.env, ...env },
      stdio,
    });
    return hashesOf(out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** A line for each file that some builds made otherwise than the first one, or not at all. */
function differencesOf([first, ...others]) {
  const paths = new Set([first, ...others].flatMap(({ hashes }) => [...hashes.keys()]));
  return [...paths].flatMap((path) => {
    const otherwise = others.filter(({ hashes }) => hashes.get(path) !== first.hashes.get(path));
    return otherwise.length === 0
      ? []
      : [`  ${path}: not as by ${first.who}: ${otherwise.map(({ who }) => who).join(', ')}`];
  });
}

function isSame(stored, nodes) {
  const builds = nodes.flatMap((node) => {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    return surroundings.map((each) => ({
      who: `${version} with LANG=${each.env.LANG}`,
      hashes: build(node, stored, each),
    }));
  });
  const differences = differencesOf(builds);
  const files = builds[0].hashes.size;
  const verdict = differences.length === 0 ? 'the same bytes' : 'FAILED, not the same bytes';
  say(`${stored}: ${files} files, ${verdict} from ${builds.map(({ who }) => who).join(', ')}`);
  for (const line of differences) say(line);
  return files > 0 && differences.length === 0;
}

const { values, positionals } = parseArgs({
  options: { node: { type: 'string', multiple: true } },
  allowPositionals: true,
});
const nodes = (values.node ?? [process.execPath]).map((path) => resolve(path));
if (positionals.length === 0) throw new Error('name the folders of runs, gates or calibrations');
const outcomes = positionals.map((stored) => isSame(resolve(stored), nodes));
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
