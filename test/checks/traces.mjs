// SPDX-License-Identifier: Apache-2.0
// The tests leave nothing behind: no process of ours, and nothing in the TMPDIR that was made for this run.
// Our processes are known by a word in their environment, never by their name alone: other people may be
// measuring on this machine.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { failure, success } from './totals.mjs';

const MARK = 'HANDOVER_TEST_RUN';
const HELPER = 'handover-helper';
const GRACE_MS = 3000;

/** A private TMPDIR and the environment that says so, the check for the end, and the tidying up. */
export function prepareTraces() {
  const scratch = mkdtempSync(join(tmpdir(), 'handover-test-'));
  const ownTmp = join(scratch, 'tmp');
  mkdirSync(ownTmp);
  // TypeScript, ESLint and npm would keep compiled code in TMPDIR.
  const env = { ...process.env, [MARK]: scratch, TMPDIR: ownTmp, NODE_DISABLE_COMPILE_CACHE: '1' };
  const helpersBefore = new Set(
    listProcesses()
      .filter((one) => one.name === HELPER)
      .map((one) => one.pid),
  );
  return {
    env,
    scratch,
    check: { name: 'traces', run: (context) => checkTraces(context, scratch, ownTmp, helpersBefore) },
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

async function checkTraces({ say }, scratch, ownTmp, helpersBefore) {
  const isOurs = (one) =>
    one.environment === undefined
      ? one.name === HELPER && !helpersBefore.has(one.pid) // not dumpable: its environment is not for us
      : one.environment.includes(`${MARK}=${scratch}`);
  const left = await processesThatStay(isOurs);
  for (const one of left) {
    say(
      `still running: ${one.name} (pid ${one.pid}): ${readProc(one.pid, 'cmdline')?.replaceAll('\0', ' ') ?? ''}`,
    );
    if (one.environment !== undefined) endProcess(one.pid); // its mark says that this run started it
  }
  const files = readdirSync(ownTmp, { recursive: true });
  for (const file of files) say(`left in TMPDIR: ${file}`);
  return left.length === 0 && files.length === 0 ? success() : failure();
}

/** A process that has just been told to end may take a moment; one that stays is a fault. */
async function processesThatStay(isOurs) {
  const deadline = performance.now() + GRACE_MS;
  for (;;) {
    const left = listProcesses().filter(isOurs);
    if (left.length === 0 || performance.now() > deadline) return left;
    await pause(50);
  }
}

function listProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({ pid, name: readProc(pid, 'comm')?.trim(), environment: readProc(pid, 'environ') }))
    .filter((one) => one.name !== undefined);
}

function endProcess(pid) {
  try {
    process.kill(Number(pid), 'SIGKILL');
  } catch {
    // it has ended by itself meanwhile
  }
}

/** undefined when the process is gone or not ours to look into. */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return undefined;
  }
}
