// SPDX-License-Identifier: Apache-2.0
// `play DIR`: hazards, permissions and claims, played here and now, into a stored run of this kernel. What is played takes
// seconds and what is measured an hour, so one can be made anew without the other; the result says by which revision.

import { release } from 'node:os';
import { readRevision } from '../preflight/revision.ts';
import { readStoredRun } from '../results/read-result.ts';
import { writeResult } from '../results/write-result.ts';
import { UsageError, exitCodes } from '../usage-error.ts';
import type { Interruption } from './interruption.ts';
import { playPart } from './played-part.ts';
import { isAsExpected, playedText } from './played-text.ts';
import { writeReport } from './report-files.ts';
import type { Terminal } from './terminal.ts';

/** Answers with the exit code: 4 where something is not as this kernel should show. */
export async function playCommand(
  folder: string,
  terminal: Terminal,
  { signal, exitCode }: Interruption,
): Promise<number> {
  const { result, kept } = await readStoredRun(folder);
  if (kept !== null)
    throw new UsageError(`play: ${folder} is a kept result; name the run that it was kept of`);
  const measured = result.environment.kernel.release;
  if (measured !== release()) {
    throw new UsageError(
      `play: ${folder} was measured on Linux ${measured}, and this is ${release()}: what is played here is not of that kernel`,
    );
  }
  const played = await playPart({ handovers: result.handovers, signal, terminal, isSilent: false });
  if (played === null) return exitCode() ?? exitCodes.interrupted;
  const anew = { revision: readRevision(), at: new Date().toISOString() };
  const renewed = { ...result, played: { ...played, anew } };
  writeResult(folder, renewed);
  await writeReport(renewed, folder, folder);
  terminal.out(playedText(played));
  return isAsExpected(played) ? exitCodes.done : exitCodes.invalid;
}
