// SPDX-License-Identifier: Apache-2.0
// What is already done: `.set-up.json` holds, for each step, a hash of all that went in and the files that
// came out. Contents, not times: a checkout or a copy gives every file a new time.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = '.set-up.json';

/** An unreadable stamp is no stamp: the steps then simply run again. */
export function readStamp(root) {
  try {
    return JSON.parse(readFileSync(join(root, STAMP), 'utf8'));
  } catch {
    return {};
  }
}

export function writeStamp(root, stepName, entry) {
  const draft = join(root, `${STAMP}.${String(process.pid)}`);
  writeFileSync(draft, `${JSON.stringify({ ...readStamp(root), [stepName]: entry }, null, 1)}\n`);
  try {
    renameSync(draft, join(root, STAMP));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

export function stepIsCurrent(root, step, stamp) {
  const entry = stamp[step.name];
  return (
    entry !== undefined &&
    entry.products.every((product) => existsSync(join(root, product))) &&
    entry.fingerprint === step.fingerprint(root)
  );
}

/** Every file below `folders` that `wanted` takes, sorted, as paths relative to root. */
export function listFiles(root, folders, wanted) {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter(wanted)
    .sort();
}

/** A hash of these files' names and contents, and of `words` (versions, settings). */
export function fingerprintOf(root, files, words) {
  const hash = createHash('sha256').update(JSON.stringify(words));
  for (const file of files) {
    const content = existsSync(join(root, file)) ? readFileSync(join(root, file)) : '';
    hash.update(`\n${file} ${String(content.length)}\n`).update(content);
  }
  return hash.digest('hex');
}
