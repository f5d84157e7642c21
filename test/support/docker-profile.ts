// SPDX-License-Identifier: Apache-2.0
// Docker's seccomp profile, as a file: where the system has it, else out of Debian's package of Docker's sources, which is
// unpacked and not installed (it would bring a compiler along).

import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { usualDockerProfile } from '../../bench/play/container.ts';

const run = promisify(execFile);
const packageName = 'golang-github-docker-docker-dev';

/** The path of a file, which need not be there: then the rows that need it say so. */
export async function findDockerProfile(folder: string): Promise<string> {
  if (existsSync(usualDockerProfile)) return usualDockerProfile;
  // The lists may be there already, and may be too old: so download, else update and download.
  for (const steps of [[], [['update', '-q']]]) {
    for (const words of [...steps, ['download', '-q', packageName]])
      await run('apt-get', words, { cwd: folder }).catch(() => undefined);
    const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
    if (archive === undefined) continue;
    await run('dpkg-deb', ['-x', archive, folder], { cwd: folder });
    return join(folder, usualDockerProfile);
  }
  return usualDockerProfile;
}
