// SPDX-License-Identifier: Apache-2.0
// The gate's two charts, or why there are none.

import { paragraph, text } from '../article/blocks.ts';
import type { GateSection } from './gate-content.ts';

export const charts: GateSection = {
  id: 'charts',
  title: 'Charts',
  blocks: ({ figures }) =>
    figures.length > 0
      ? figures
      : [paragraph(text`There is nothing to draw: no block has a number of both base and head.`)],
};
