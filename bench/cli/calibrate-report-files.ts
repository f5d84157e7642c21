// SPDX-License-Identifier: Apache-2.0
// The report of a stored calibration: the files of reports/calibration/.

import { join } from 'node:path';
import { buildCalibrationReport } from '../../reports/calibration/index.ts';
import type { Calibration } from '../results/calibration.ts';
import { writeWholeFile } from '../results/write-result.ts';

/** Writes every file of the report into `out`; answers with their paths. */
export async function writeCalibrationReport(calibration: Calibration, out: string): Promise<string[]> {
  const files = await buildCalibrationReport(calibration);
  return files.map(({ path, content }) => {
    const place = join(out, path);
    writeWholeFile(place, content);
    return place;
  });
}
