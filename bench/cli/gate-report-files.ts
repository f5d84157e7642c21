// SPDX-License-Identifier: Apache-2.0
// The report of a stored gate: the files of reports/gate/.

import { buildGateReport } from '../../reports/gate/index.ts';
import type { GateResult } from '../results/gate-result.ts';
import { writeReportFiles } from './write-report-files.ts';

/** Writes every file of the report into `out`; answers with their paths. */
export async function writeGateReport(gate: GateResult, out: string): Promise<string[]> {
  const files = await buildGateReport(gate);
  return writeReportFiles(files, out);
}
