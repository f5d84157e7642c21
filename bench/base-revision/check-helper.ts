// SPDX-License-Identifier: Apache-2.0
// The helper that was just built starts, lists itself, and speaks our protocol: otherwise the first launch
// would say so, much later and in other words.

import { helperProtocol } from '../run/role-report.ts';
import type { HelperEnd } from '../run/spawn-helper.ts';
import { spawnHelper } from '../run/spawn-helper.ts';
import { ExpectedError, exitCodes } from '../usage-error.ts';
import type { Revision } from './find-revision.ts';

const deadlineMs = 5000;

export async function checkHelper(
  { name }: Pick<Revision, 'name'>,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const running = spawnHelper({ path, arguments: ['list'], descriptors: [] }, deadlineMs);
  signal.addEventListener('abort', running.stop, { once: true });
  const end = await running.ended;
  signal.removeEventListener('abort', running.stop);
  signal.throwIfAborted();
  const complaint = complaintAbout(end);
  if (complaint !== null)
    throw new ExpectedError(`the helper of the base revision ${name} ${complaint}`, exitCodes.invalid);
}

function complaintAbout({
  exitCode,
  signal,
  output,
  errors,
  startError,
  endedFor,
}: HelperEnd): string | null {
  if (startError === 'EACCES')
    return 'cannot be started (EACCES): is the temporary folder mounted noexec? TMPDIR=… names another';
  if (startError !== null) return `cannot be started (${startError}); ${otherBase}`;
  if (endedFor === 'deadline') return `did not answer \`list\` within ${deadlineMs / 1000} s; ${otherBase}`;
  if (endedFor === 'output') return `wrote without end when asked to \`list\`; ${otherBase}`;
  if (exitCode !== 0) {
    const ending = exitCode === null ? `was ended by ${signal ?? 'a signal'}` : `ended with code ${exitCode}`;
    return `${ending} when asked to \`list\`: ${errors.trim().slice(0, 200)}\n${otherBase}`;
  }
  const protocol = protocolOf(output);
  if (protocol === helperProtocol) return null;
  if (protocol === null) return `printed no list of mechanisms; ${otherBase}`;
  return (
    `speaks protocol ${JSON.stringify(protocol)}, this program ${helperProtocol}: they cannot be measured in the ` +
    `same blocks. Name a base that speaks protocol ${helperProtocol}, or run the gate of the other revision`
  );
}

const otherBase = 'name another base, or a helper that works: --base-helper PATH';

/** Null when the line is not the helper's. Its first revisions did not say their protocol in it; all of them
 * spoke the first. */
function protocolOf(output: string): unknown {
  try {
    const line = JSON.parse(output) as { protocol?: unknown; mechanisms?: unknown } | null;
    return Array.isArray(line?.mechanisms) ? (line.protocol ?? 1) : null;
  } catch {
    return null;
  }
}
