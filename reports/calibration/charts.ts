// SPDX-License-Identifier: Apache-2.0
// The operating characteristics, one for each endpoint.

import type { CalibrationSection } from './calibration-content.ts';

export const charts: CalibrationSection = {
  id: 'charts',
  title: 'What the gate says of a slowdown',
  blocks: ({ figures }) => figures,
};
