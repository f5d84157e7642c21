// SPDX-License-Identifier: Apache-2.0
// An ESLint rule: a file says in kebab-case what it is about. `utils` and its like say nothing, and grow.

import { basename, dirname, relative, sep } from 'node:path';

const JUNK_DRAWERS = /^(utils?|helpers|common|misc|shared|managers?|stuff|lib)$/;

/** What is wrong with this path (relative to the project), or undefined. One `helper` is a word of ours: the
 * program handover-helper; `helpers` is a drawer. */
export function complaintAboutName(path) {
  const file = basename(path).replace(/\.(test\.(?:ts|mjs)|config\.js|d\.ts|ts|mjs|js|c|h|cc)$/, '');
  const folders = dirname(path) === '.' ? [] : dirname(path).split(sep);
  const junk = [...folders, file].find((name) => JUNK_DRAWERS.test(name));
  if (junk !== undefined) {
    return `"${junk}" says nothing about what is inside; name it after what it holds`;
  }
  if (/\d$/.test(file) && /(^|[-_])(v?\d)$/.test(file))
    return `"${file}" is a numbered variant; name the difference`;
  if (/\.(ts|mjs|js)$/.test(path) && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(file))
    return `"${file}" is not kebab-case`;
  return undefined;
}

export const fileNames = {
  meta: { type: 'suggestion', schema: [] },
  create: (context) => ({
    Program(node) {
      const message = complaintAboutName(relative(context.cwd, context.filename));
      if (message !== undefined) context.report({ node, message });
    },
  }),
};
