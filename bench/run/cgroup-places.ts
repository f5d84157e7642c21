// SPDX-License-Identifier: Apache-2.0
// Where a cgroup with a CPU quota might be made, by what /proc says (cgroups(7)): beside this process, or further up.

/** A mounted hierarchy that may have the cpu controller. */
export interface CgroupPlaces {
  readonly version: 1 | 2;
  /** From the folder of this process's own cgroup up to the mount point. */
  readonly folders: readonly string[];
}

/** The v1 hierarchy with the cpu controller first, where there is one: then v2 does not have it. */
export function cgroupPlaces(selfCgroup: string, mountinfo: string): CgroupPlaces[] {
  return mountsOf(mountinfo)
    .flatMap(({ version, root, point }) => {
      const own = ownPath(selfCgroup, version);
      return own === null ? [] : [{ version, folders: foldersUp(point, below(root, own)) }];
    })
    .toSorted((a, b) => a.version - b.version);
}

interface Mount {
  readonly version: 1 | 2;
  /** What of the hierarchy is mounted: "/", or a container's part. */
  readonly root: string;
  readonly point: string;
}

/** proc(5), /proc/PID/mountinfo: "36 35 98:0 ROOT POINT OPTIONS [FIELDS…] - TYPE SOURCE SUPER_OPTIONS". */
function mountsOf(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line): Mount[] => {
    const [left = '', right = ''] = line.split(' - ');
    const [, , , root = '', point = ''] = left.split(' ').map(unescape);
    const [type, , options = ''] = right.split(' ');
    if (type === 'cgroup2') return [{ version: 2, root, point }];
    return type === 'cgroup' && options.split(',').includes('cpu') ? [{ version: 1, root, point }] : [];
  });
}

/** Spaces and the like stand as \040 there. */
function unescape(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** "NUMBER:CONTROLLERS:PATH" a line; v2 is number 0, without controllers. */
function ownPath(selfCgroup: string, version: 1 | 2): string | null {
  for (const line of selfCgroup.split('\n')) {
    const [, number, controllers = '', path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
    if (path === undefined) continue;
    const isWanted = version === 2 ? number === '0' : controllers.split(',').includes('cpu');
    if (isWanted) return path;
  }
  return null;
}

/** The own path under what is mounted. What lies outside of it cannot be seen from here. */
function below(root: string, own: string): string {
  const inside =
    root === '/' ? own : own === root || own.startsWith(`${root}/`) ? own.slice(root.length) : '';
  return inside.split('/').includes('..') ? '' : inside;
}

function foldersUp(point: string, path: string): string[] {
  const names = path.split('/').filter((name) => name !== '');
  return [...Array(names.length + 1).keys()].map((up) =>
    [point, ...names.slice(0, names.length - up)].join('/'),
  );
}
