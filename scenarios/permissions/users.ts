// SPDX-License-Identifier: Apache-2.0
// Steps that make a player an ordinary user.

/** Nobody: on every Linux, and it owns nothing. */
export const nobody = 65534;
export const another = 65533;

/** Of a donor: at Yama 1, which many systems have, it would be refused for a reason that is not looked at. */
export const anyTracer = 'set-ptracer any if-yama';

/** Whoever starts a new program is dumpable. */
export const ordinary: readonly string[] = [`be-ordinary ${String(nobody)}`, 'exec', anyTracer];

/** As that user, but with one capability. */
export function withCapability(name: string): readonly string[] {
  return ['keep-capabilities', `set-user ${String(nobody)}`, `capabilities ${name}`];
}
