// SPDX-License-Identifier: Apache-2.0
// Counting: what every check returns, and the line that says it.

export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

export const success = () => ({ ...NOTHING, passed: 1 });
export const failure = () => ({ ...NOTHING, failed: 1 });

export function plus(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

export function lineOf({ passed, failed, skipped }) {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}

/** The totals that a program printed on its last line, or undefined. */
export function readLine(output) {
  const found = /(?:^|\n)(\d+) passed, (\d+) failed, (\d+) skipped\n*$/.exec(output);
  if (found === null) return undefined;
  const [passed, failed, skipped] = found.slice(1).map(Number);
  return { passed, failed, skipped };
}

/** Something that cannot be checked here: loud, and in CI, where it must be possible, a failure. */
export function skip({ say, ci }, reason) {
  say(`SKIPPED: ${reason}`);
  if (!ci) return { ...NOTHING, skipped: 1 };
  say('CI=true: a check that is skipped there is a failure');
  return failure();
}
