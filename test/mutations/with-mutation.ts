// SPDX-License-Identifier: Apache-2.0
// Loaded before a test file (node --import): the module that MUTATED_URL names then has the source of MUTATED_SOURCE.

import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import type { Replacement } from './mutation-hooks.ts';

const { MUTATED_URL: url, MUTATED_SOURCE: path } = process.env;
if (url === undefined || path === undefined)
  throw new Error('MUTATED_URL and MUTATED_SOURCE say what to mutate');
const data: Replacement = { url, source: readFileSync(path, 'utf8') };
register('./mutation-hooks.js', { parentURL: import.meta.url, data });
