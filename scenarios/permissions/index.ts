// SPDX-License-Identifier: Apache-2.0
// Every row of the permission table, in the order in which it is played and told.

import type { Permission } from '../permission.ts';
import { filterRows } from './filters.ts';
import { identityRows } from './identity.ts';
import { namespaceRows } from './namespaces.ts';
import { yamaRows } from './yama.ts';

export const permissions: readonly Permission[] = [
  ...identityRows,
  ...namespaceRows,
  ...yamaRows,
  ...filterRows,
];
