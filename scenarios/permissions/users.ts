// SPDX-License-Identifier: Apache-2.0
// Steps that make a player an ordinary user.

/** Nobody: on every Linux, and it owns nothing. */
export const nobody = 65534;
export const another = 65533;

/** Whoever starts a new program is dumpable. Yama, where it is, would refuse what is looked at: all may pull. */
export const ordinary: readonly string[] = [
  `be-ordinary ${String(nobody)}`,
  'exec',
  'set-ptracer any if-yama',
];

/** As that user, but with one capability. */
export function withCapability(name: string): readonly string[] {
  return ['keep-capabilities', `set-user ${String(nobody)}`, `capabilities ${name}`];
}
