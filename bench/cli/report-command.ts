// SPDX-License-Identifier: Apache-2.0
// `report DIR`: the report of a stored run, built again. Needs neither the helper nor the addon.

import { readRun } from '../results/read-result.ts';
import type { Terminal } from './terminal.ts';
import { writeReport } from './report-files.ts';
import { summaryText } from './summary.ts';

export interface ReportOptions {
  readonly out?: string;
  readonly json?: boolean;
}

export async function reportCommand(
  folder: string,
  options: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const result = await readRun(folder);
  const files = await writeReport(result, folder, options.out ?? folder);
  const text =
    options.json === true
      ? JSON.stringify({ folder, files })
      : `${summaryText(result)}\n\nReport: ${files[0] ?? ''}`;
  terminal.out(`${text}\n`);
  return 0;
}
