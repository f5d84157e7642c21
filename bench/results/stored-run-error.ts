// SPDX-License-Identifier: Apache-2.0
// A stored run that cannot be used: of another version, damaged, or not one at all.

import { ExpectedError, exitCodes } from '../usage-error.ts';

export class StoredRunError extends ExpectedError {
  override readonly name = 'StoredRunError';

  constructor(message: string) {
    super(message, exitCodes.usage);
  }
}
