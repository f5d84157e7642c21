// SPDX-License-Identifier: Apache-2.0
// What is published of a kernel's command line.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordedCommandLine } from './kernel-command-line.ts';

test('what may change a time stays', () => {
  const text = 'quiet mitigations=off isolcpus=2,3 nohz_full=2 rootwait\n';
  assert.equal(recordedCommandLine(text), text.trim());
  assert.equal(recordedCommandLine(''), '');
});

test('what is for init, or names a disk, an address or a key, is left out', () => {
  assert.equal(
    recordedCommandLine(
      'BOOT_IMAGE=/boot/vmlinuz root=UUID=1-2 ro rd.luks.uuid=3 ip=10.0.0.2::: init=/sbin/x quiet -- --token secret',
    ),
    'ro quiet',
  );
});
