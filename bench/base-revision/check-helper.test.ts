// SPDX-License-Identifier: Apache-2.0
// A program that was built is not yet a helper: each way of not being one has its sentence.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { describe, test } from 'node:test';
import { isRunning, readMarker, waitFor } from '../../test/support/fake-helper.ts';
import { makeTempFolder } from '../../test/support/program.ts';
import { checkHelper } from './check-helper.ts';

function check(t: TestContext, script: string, signal = new AbortController().signal): Promise<void> {
  const path = join(makeTempFolder(t), 'helper');
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return checkHelper({ name: 'v0 (abc)' }, path, signal);
}

describe('accepted', () => {
  test('our protocol', (t) => check(t, `echo '{"protocol":1,"mechanisms":[]}'`));
  test('none said: the first', (t) => check(t, `echo '{"mechanisms":[]}'`));
});

describe('refused', () => {
  for (const [what, script, message] of [
    [
      'another protocol',
      `echo '{"protocol":2,"mechanisms":[]}'`,
      /v0 \(abc\) speaks protocol 2, this program 1/,
    ],
    ['no list', `echo '{"protocol":1}'`, /printed no list of mechanisms/],
    ['no JSON', 'echo usage:', /printed no list of mechanisms/],
    ['null', 'echo null', /printed no list of mechanisms/],
    [
      'an exit code',
      'echo out of order >&2; exit 3',
      /ended with code 3 when asked to `list`: out of order\n/,
    ],
    ['a crash', 'kill -SEGV $$', /was ended by SIGSEGV/],
  ] as const)
    test(what, (t) => assert.rejects(check(t, script), { message, exitCode: 4 }));
  test('what may not be executed here', () =>
    assert.rejects(checkHelper({ name: 'v0' }, '/etc', new AbortController().signal), { message: /noexec/ }));
  test('what does not start', () =>
    assert.rejects(checkHelper({ name: 'v0' }, '/none', new AbortController().signal), {
      message: /ENOENT/,
    }));
});

test('interrupted: it ends', async (t) => {
  const marker = join(makeTempFolder(t), 'marker');
  const controller = new AbortController();
  const checked = check(t, `echo $$ > '${marker}'; exec sleep 20`, controller.signal);
  const pid = Number(await waitFor(() => readMarker(marker)));
  controller.abort();
  await assert.rejects(checked, { name: 'AbortError' });
  assert.equal(isRunning(pid), false);
});
