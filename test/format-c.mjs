#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The C half of `npm run format`.

import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles } from '../bench/set-up/stamp.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = listFiles(root, ['native'], (file) => /\.(c|h|cc)$/.test(file));
execFileSync('clang-format', ['-i', ...sources], { cwd: root, stdio: 'inherit' });
