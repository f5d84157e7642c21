// SPDX-License-Identifier: Apache-2.0
// What plays the permission table needs of this machine: its helper, its kernel, its Yama, its containers.

import { release } from 'node:os';
import { helperPath } from '../native.ts';
import { usualDockerProfile } from '../play/container.ts';
import type { PermissionSetting } from '../play/play-permission.ts';
import { openStage } from '../play/stage.ts';
import { readSuidDumpable } from '../play/suid-dumpable-reason.ts';
import { readYamaScope } from '../play/yama-reason.ts';

export function openPermissionSetting(
  signal: AbortSignal,
  dockerProfile: string = usualDockerProfile,
): PermissionSetting {
  return {
    stage: openStage(signal),
    release: release(),
    yamaScope: readYamaScope(),
    suidDumpable: readSuidDumpable(),
    containers: { helperPath: helperPath(), dockerProfile },
  };
}
