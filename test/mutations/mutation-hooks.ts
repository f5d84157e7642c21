// SPDX-License-Identifier: Apache-2.0
// A module loader's hook (node:module, register) that gives one module another source. Runs in a thread of its own.

import type { LoadHook } from 'node:module';

export interface Replacement {
  readonly url: string;
  readonly source: string;
}

let replacement: Replacement | null = null;

export function initialize(data: Replacement): void {
  replacement = data;
}

export const load: LoadHook = async (url, context, nextLoad) => {
  if (replacement?.url !== url) return await nextLoad(url, context);
  return { format: 'module', shortCircuit: true, source: replacement.source };
};
