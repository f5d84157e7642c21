// SPDX-License-Identifier: Apache-2.0
// The colours of the card: those of the charts, on white.

export { ground, ink, quietInk as quiet } from '../charts/theme.ts';
export const grid = '#dddddd';
/** Beside a caveat: the palette's vermilion. */
export const warning = '#D55E00';
