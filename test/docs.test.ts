// SPDX-License-Identifier: Apache-2.0
// The documents can be followed: links inside the project lead somewhere, and nothing in the project speaks
// of one person's machine.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { projectFiles, projectRoot } from './tree/project-files.ts';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const files = projectFiles();
// A stored report is an output: its charts lie beside it only where it was made.
const documents = files.filter((path) => path.endsWith('.md') && !path.startsWith('test/fixtures/'));

test('relative links lead to a file and, with #, to one of its headings', () => {
  const broken = documents.flatMap((path) =>
    relativeLinks(read(path))
      .filter((link) => !leadsSomewhere(path, link))
      .map((link) => `${path}: ${link}`),
  );
  assert.deepEqual(broken, []);
});

test('no page waits for its figures', () => {
  assert.deepEqual(
    documents.filter((path) => hasPlaceholder(read(path))),
    [],
  );
});

test('no file speaks of a machine of ours', () => {
  const texts = files.filter((path) =>
    /\.(md|ts|mjs|js|c|h|cc|json|gyp|yml|cff|html)$|^(Dockerfile|\.[a-z-]+)$/.test(path),
  );
  const found = texts.flatMap((path) => machinePaths(read(path)).map((word) => `${path}: ${word}`));
  assert.deepEqual(found, []);
});

describe('the checks can fail', () => {
  test('placeholders', () => {
    assert.equal(hasPlaceholder('text\nRESULTS_' + 'HERE\ntext'), true);
    assert.equal(hasPlaceholder('SCM_RIGHTS and HANDOVER_FDS_TOO_FEW'), false);
  });
  test('links', () => {
    assert.deepEqual(relativeLinks('[a](b.md) ![c](d.svg) [e](https://f.example) [g](#h) `[i](j)`'), [
      'b.md',
      'd.svg',
      '#h',
    ]);
    assert.equal(leadsSomewhere('docs/x.md', 'there-is-no-such-page.md'), false);
    assert.equal(leadsSomewhere('ARCHITECTURE.md', '#there-is-no-such-heading'), false);
  });
  test('machine paths', () => {
    assert.equal(
      machinePaths(`see ${['', 'root', 'x'].join('/')} and ${['', 'home', 'ann', 'y'].join('/')}`).length,
      2,
    );
    assert.deepEqual(machinePaths('a network/rooted path, /proc/self/fd, chroot/work'), []);
  });
});

function relativeLinks(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
    .map(([, link]) => link ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(from: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(projectRoot, target))) return false;
  return heading === undefined || !target.endsWith('.md') || anchorsOf(read(target)).includes(heading);
}

/** As code hosts make them: lower case, punctuation gone, spaces as hyphens; what comes again is numbered. */
function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>();
  return [...markdown.matchAll(/^#+ +(.*)$/gm)].map(([, title]) => {
    const anchor = (title ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

/** Paths that exist on one machine only; the home of the official Node image is not one. Built from parts: this file is looked at too. */
function machinePaths(text: string): string[] {
  const tops = ['root', 'home', 'work', 'Users'].join('|');
  return [...text.matchAll(new RegExp(`(?<![\\w.:~/-])/(?!home/node)(?:${tops})/[\\w.-]+`, 'g'))].map(
    ([path]) => path,
  );
}

/** A word like this alone on its line stands for text that was to come. */
function hasPlaceholder(text: string): boolean {
  return /^[A-Z]+_(HERE|TABLE)$/m.test(text);
}
