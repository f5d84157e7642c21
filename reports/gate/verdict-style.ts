// SPDX-License-Identifier: Apache-2.0
// Colour and shape of a verdict, the same in both charts; the shape says it to those who do not see the colour.

import type { Verdict } from '../../bench/results/gate-result.ts';

interface VerdictStyle {
  readonly colour: string;
  readonly shape: string;
}

// From Okabe and Ito's palette, as in charts/arm-style.ts.
export const verdictStyles: Readonly<Record<Verdict, VerdictStyle>> = {
  PASS: { colour: '#009E73', shape: 'circle' },
  FAIL: { colour: '#D55E00', shape: 'square' },
  INCONCLUSIVE: { colour: '#0072B2', shape: 'diamond' },
  INVALID: { colour: '#000000', shape: 'cross' },
};
