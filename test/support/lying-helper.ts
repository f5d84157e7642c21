// SPDX-License-Identifier: Apache-2.0
// A helper that does its work and then lies about it: the receiver's stamps are rewritten in the shared log after the
// real program has ended (native/core/sample_log.h says where they lie).

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helperPath } from '../../bench/native.ts';
import { writeFakeHelper } from './fake-helper.ts';

/** What becomes of a sample's stamps; all are ns of CLOCK_MONOTONIC, 0n is "not stamped". */
const lies = {
  'fewer samples': 'i < 300 ? stamps : { announced: 0n, holding: 0n }',
  'no time at all': '({ announced: stamps.start, holding: stamps.start })',
  'no time in every second': 'i % 2 === 0 ? stamps : { announced: stamps.start, holding: stamps.start }',
  'backwards in time': '({ announced: stamps.start, holding: stamps.start - 1000n })',
  'in the future': '({ ...stamps, holding: stamps.holding + 10n ** 12n })',
} as const;
export type Lie = keyof typeof lies;

export function writeLyingHelper(folder: string, lie: Lie): string {
  const script = join(folder, 'lie.mjs');
  writeFileSync(script, source(lies[lie]));
  return writeFakeHelper(folder, `receiver) exec '${process.execPath}' '${script}' "$@";;`);
}

function source(lie: string): string {
  return `import { spawnSync } from 'node:child_process';
import { readSync, writeSync } from 'node:fs';
const words = process.argv.slice(2);
const role = spawnSync('${helperPath()}', words, { stdio: ['ignore', 'inherit', 'inherit', 3, 4] });
const flag = (name) => Number(words[words.indexOf(name) + 1]);
const capacity = flag('--warmup') + flag('--transfers');
const stride = Math.ceil((8 * capacity) / 4096) * 4096;
const columns = { start: 1, announced: 3, holding: 4 };
const samples = 4;
const at = (name, i) => columns[name] * stride + 8 * i;
const read = (name, i) => {
  const bytes = Buffer.alloc(8);
  readSync(samples, bytes, 0, 8, at(name, i));
  return bytes.readBigUInt64LE();
};
for (let i = 0; i < capacity; i++) {
  const stamps = { start: read('start', i), announced: read('announced', i), holding: read('holding', i) };
  for (const [name, value] of Object.entries(${lie})) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value);
    writeSync(samples, bytes, 0, 8, at(name, i));
  }
}
process.exit(role.status ?? 1);
`;
}
