// SPDX-License-Identifier: Apache-2.0
// The bars as a section: the summary of a CI job shows no chart files.

import type { Section } from '../article/section.ts';
import { ratioBars } from './ratio-bars.ts';

export const barsSection: Section = {
  id: 'ratios-at-a-glance',
  title: 'The ratios at a glance',
  blocks: ({ result }) => {
    const lines = ratioBars(result);
    return lines.length === 0 ? [] : [{ kind: 'code', code: lines.join('\n') }];
  },
};
