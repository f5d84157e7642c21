// SPDX-License-Identifier: Apache-2.0
// A podman container for players: no image, only the helper and the libraries of this machine, with storage of its own
// in a temporary folder. It ends, and its storage goes, with dispose().

import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Container } from '../../scenarios/permission.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { fileLimit } from '../native.ts';
import type { PlayerCommand } from './player.ts';

export interface ContainerSetting {
  readonly helperPath: string;
  /** The seccomp profile that Docker uses, as JSON. */
  readonly dockerProfile: string;
}

export type OpenedContainer =
  | { readonly kind: 'not-possible'; readonly why: string }
  | {
      readonly kind: 'open';
      /** A player in it. */
      readonly command: () => PlayerCommand;
      readonly dispose: () => Promise<void>;
    };

/** Where Debian's package golang-github-docker-docker-dev has it. */
export const usualDockerProfile =
  '/usr/share/gocode/src/github.com/docker/docker/profiles/seccomp/default.json';

const run = promisify(execFile);
const inside = '/handover-helper';
const startTimeoutMs = 30_000;
const monitorFile = 'conmon.pid';
const cleanUpTimeoutMs = 10_000;
const filesMost = 1_000_000;

export async function openContainer(
  { profile, capabilities }: Container,
  { helperPath, dockerProfile }: ContainerSetting,
): Promise<OpenedContainer> {
  const missing = await whyNot(profile === 'docker' ? dockerProfile : null);
  if (missing !== null) return { kind: 'not-possible', why: missing };
  const folder = makeTemporaryFolder('podman-', shortPlace());
  const own = podmanWords(folder.path);
  const remove = [...own, 'rm', '--force', '--time', '0', '--all'];
  const removeAtExit = (): void => void spawnSync('podman', remove, { stdio: 'ignore' });
  process.prependListener('exit', removeAtExit);
  const dispose = async (): Promise<void> => {
    await run('podman', remove).catch(() => undefined); // whatever is left of it ends by its own alarm
    process.off('exit', removeAtExit);
    await cleanedUp(join(folder.path, monitorFile));
    folder.dispose();
  };
  try {
    const words = [
      ...startWords(capabilities, profile === 'docker' ? dockerProfile : null),
      ...mountWords(helperPath),
      `--conmon-pidfile=${join(folder.path, monitorFile)}`,
      '--rootfs',
      emptyRoot(folder.path),
      inside,
      'play',
    ];
    const { stdout } = await run('podman', [...own, ...words], { timeout: startTimeoutMs });
    const id = stdout.trim();
    const command = (): PlayerCommand => ({
      path: 'podman',
      arguments: [...own, 'exec', '--interactive', id, inside, 'play'],
      descriptors: [],
    });
    return { kind: 'open', command, dispose };
  } catch (error) {
    await dispose();
    return { kind: 'not-possible', why: `podman could not start a container: ${lastLineOf(error)}` };
  }
}

/** The container's monitor becomes the program that cleans up after it, and still writes into the storage meanwhile. */
async function cleanedUp(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const place = `/proc/${readFileSync(pidFile, 'utf8').trim()}`;
  const until = performance.now() + cleanUpTimeoutMs;
  while (existsSync(place) && performance.now() < until) await setTimeout(20);
}

async function whyNot(profilePath: string | null): Promise<string | null> {
  if (process.getuid?.() !== 0) return 'only root may start a container here';
  for (const program of ['podman', 'runc']) {
    const isThere = await run(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (!isThere) return `${program} is not installed: apt-get install ${program}`;
  }
  if (profilePath === null || existsSync(profilePath)) return null;
  return `${profilePath} is not there: --docker-profile names another; Debian’s package golang-github-docker-docker-dev has it`;
}

/** podman refuses a runroot of more than 50 characters. */
function shortPlace(): string {
  return tmpdir().length <= 30 ? tmpdir() : '/tmp';
}

/**
 * Nothing of it is shared with the machine's own containers; runc and cgroupfs need no systemd.
 */
function podmanWords(folder: string): readonly string[] {
  const at = (name: string): string => join(folder, name);
  const own = [`--root=${at('s')}`, `--runroot=${at('r')}`, `--tmpdir=${at('t')}`];
  return [...own, '--storage-driver=vfs', '--runtime=runc', '--cgroup-manager=cgroupfs'];
}

/**
 * The limits are named, because podman’s own may be above what we may have. As many files as we may: whoever sends is
 * measured by it, together with all that the same user has in flight anywhere (unix(7), ETOOMANYREFS).
 */
function startWords(capabilities: readonly string[], profilePath: string | null): readonly string[] {
  const files = String(Math.min(fileLimit().hard, filesMost));
  return [
    'run',
    '--rm',
    '--detach',
    '--interactive',
    '--network=none',
    `--ulimit=nofile=${files}:${files}`,
    '--ulimit=nproc=1000:1000',
    ...capabilities.map((name) => `--cap-add=${name}`),
    ...(profilePath === null ? [] : [`--security-opt=seccomp=${profilePath}`]),
  ];
}

function mountWords(helperPath: string): readonly string[] {
  const libraries = ['/lib', '/lib64', '/usr/lib'].filter((path) => existsSync(path));
  const mounts = [[helperPath, inside] as const, ...libraries.map((path) => [path, path] as const)];
  return mounts.map(([from, to]) => `--volume=${from}:${to}:ro`);
}

function emptyRoot(folder: string): string {
  const path = join(folder, 'empty');
  mkdirSync(join(path, 'tmp'), { recursive: true, mode: 0o755 });
  return path;
}

function lastLineOf(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message?: string };
  return (stderr ?? message ?? '').trim().split('\n').at(-1) ?? '';
}
