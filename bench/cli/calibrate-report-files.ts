// SPDX-License-Identifier: Apache-2.0
// The report of a stored calibration: the files of reports/calibration/.

import { buildCalibrationReport } from '../../reports/calibration/index.ts';
import type { Calibration } from '../results/calibration.ts';
import { writeReportFiles } from './write-report-files.ts';

/** Writes every file of the report into `out`; answers with their paths. */
export async function writeCalibrationReport(calibration: Calibration, out: string): Promise<string[]> {
  const files = await buildCalibrationReport(calibration);
  return writeReportFiles(files, out);
}
