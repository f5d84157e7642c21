// SPDX-License-Identifier: Apache-2.0
// The numbers behind the curves.

import type { CurvePoint, EndpointCalibration } from '../../bench/results/calibration.ts';
import type { RowGroup } from '../article/blocks.ts';
import { formatCount } from '../format.ts';
import type { CalibrationSection } from './calibration-content.ts';
import { percent } from './percent.ts';

export const curve: CalibrationSection = {
  id: 'curve',
  title: 'The curve in numbers',
  blocks: ({ result }) => [
    {
      kind: 'table',
      caption: 'Shares of verdicts over replayed gates, by how much slower head is',
      columns: [
        { title: 'slowdown', align: 'left' },
        { title: 'FAIL', align: 'right' },
        { title: 'no answer', align: 'right' },
        { title: 'PASS', align: 'right' },
      ],
      groups: result.endpoints.map(groupOf),
    },
  ],
};

function groupOf({ endpoint, redraws, curve: points }: EndpointCalibration): RowGroup {
  const heading = `${endpoint.id}, allowed ${percent(endpoint.tolerance)}, ${formatCount(redraws)} replays a row`;
  return { heading, rows: points.map(rowOf) };
}

function rowOf({ slowdown, fail, inconclusive, pass }: CurvePoint) {
  return [slowdown, fail, inconclusive, pass].map((share) => ({ text: [percent(share)] }));
}
