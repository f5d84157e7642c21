// SPDX-License-Identifier: Apache-2.0
// Reads the captioned tree of ARCHITECTURE.md and compares it with the real one.

export interface Entry {
  readonly path: string; // folders end with '/'
  readonly caption: string;
}

/** The entries of the first ```tree block: two spaces a level, `name   caption`. */
export function readCaptionedTree(markdown: string): Entry[] {
  const block = /^```tree\n([\s\S]*?)^```$/m.exec(markdown)?.[1];
  if (block === undefined) throw new Error('ARCHITECTURE.md has no ```tree block');
  const folders: string[] = [];
  return block
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, indent = '', name = '', caption = ''] = /^( *)(\S+)(?: +(.*))?$/.exec(line) ?? [];
      folders.length = indent.length / 2;
      const path = folders.join('') + name;
      if (name.endsWith('/')) folders.push(name);
      return { path, caption: caption.trim() };
    });
}

/** Every folder and every file at the top has a caption; everything with a caption is there. */
export function compareTree(entries: readonly Entry[], files: readonly string[]): string[] {
  const captioned = new Set(entries.map(({ path }) => path));
  const wanted = new Set([...foldersOf(files), ...files.filter((path) => !path.includes('/'))]);
  const real = new Set([...wanted, ...files]);
  return [
    ...[...wanted].filter((path) => !captioned.has(path)).map((path) => `${path} has no line in the tree`),
    ...[...captioned].filter((path) => !real.has(path)).map((path) => `${path} is in the tree but not there`),
    ...entries.filter(({ caption }) => caption === '').map(({ path }) => `${path} has no caption`),
  ];
}

/** Stored outputs of tests are named by their tests, published results by their index: their folder needs a line, the folders in it do not. */
const INNER = /^(test\/fixtures|reports\/published|.*\/goldens)\/.+/;

function foldersOf(files: readonly string[]): string[] {
  const folders = files.flatMap((path) => {
    const names = path.split('/').slice(0, -1);
    return names.map((_, depth) => `${names.slice(0, depth + 1).join('/')}/`);
  });
  return [...new Set(folders)].filter((folder) => !INNER.test(folder)).sort();
}
