// SPDX-License-Identifier: Apache-2.0
// Kernel releases as numbers: 6.9 is older than 6.18.

/** `release` as uname(2) tells it: 6.18.44-something. */
export function isAtLeast(release: string, version: string): boolean {
  const [major, minor] = numbersOf(release);
  const [wantedMajor, wantedMinor] = numbersOf(version);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function numbersOf(text: string): [number, number] {
  const [, major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return [Number(major), Number(minor)];
}
