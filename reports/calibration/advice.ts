// SPDX-License-Identifier: Apache-2.0
// Which tolerance and how many blocks this machine carries. Where that is looser than the default, it says so.

import { strong, text } from '../article/blocks.ts';
import type { CalibrationSection } from './calibration-content.ts';

export const advice: CalibrationSection = {
  id: 'advice',
  title: 'What to set',
  blocks: ({ result }) => [
    {
      kind: 'list',
      items: result.endpoints.map(
        ({ endpoint, recommended }) => text`${strong(endpoint.id)}: ${recommended.text}.`,
      ),
    },
  ],
};
