// SPDX-License-Identifier: Apache-2.0
// How a helper ends that was told to end and does not.

import type { AttendedHelper, HelperEnd } from '../run/spawn-helper.ts';

/** For one that did not start as it should: it may be anybody's, and end when it likes. */
export async function endSoon(helper: AttendedHelper, patienceMs = 3000): Promise<HelperEnd> {
  helper.closeInput();
  const timer = setTimeout(helper.stop, patienceMs);
  const end = await helper.ended;
  clearTimeout(timer);
  return end;
}
