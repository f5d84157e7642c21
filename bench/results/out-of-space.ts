// SPDX-License-Identifier: Apache-2.0
// Why a file could not be written, in words. A full disk ends the run, but what is finished is kept.

import { ExpectedError, UsageError, exitCodes } from '../usage-error.ts';

const outOfSpace: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'];

const notAllowed: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENAMETOOLONG'];

export class OutOfSpaceError extends ExpectedError {
  override readonly name = 'OutOfSpaceError';
}

/** The error of a file system call as one that says what to do; other errors as they are. */
export function explainWriteError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (outOfSpace.includes(code)) {
    return new OutOfSpaceError(
      `${path}: no more could be written (${code}); make room, then run again or choose another --out`,
      exitCodes.invalid,
    );
  }
  if (!notAllowed.includes(code)) return error;
  return new UsageError(`cannot write ${path} (${code}); choose a folder that you may write to`);
}
