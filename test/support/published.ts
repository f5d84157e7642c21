// SPDX-License-Identifier: Apache-2.0
// Where the published results lie, as their index names them: for tests that draw them again and trace figures to them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../tree/project-files.ts';

export const publishedRoot = join(projectRoot, 'reports', 'published');

/** The folders that reports/published/README.md links, in its order; the first is the one that the project's README tells. */
export function publishedFolders(): readonly string[] {
  const index = readFileSync(join(publishedRoot, 'README.md'), 'utf8');
  return [...index.matchAll(/\]\(([^()/]+)\/report\.md\)/g)].map(([, folder]) => folder ?? '');
}
