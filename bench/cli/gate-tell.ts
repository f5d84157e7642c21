// SPDX-License-Identifier: Apache-2.0
// The end of a gate: its files, its text or JSON, its exit code.

import type { GateResult, Verdict } from '../results/gate-result.ts';
import { writeGate } from '../results/write-result.ts';
import { exitCodes } from '../usage-error.ts';
import { gateText } from './gate-text.ts';
import type { Terminal } from './terminal.ts';
import { tryReport } from './write-report-files.ts';

interface Telling {
  readonly folder: string;
  readonly asJson: boolean;
  readonly terminal: Terminal;
}

/** Answers with the exit code of the verdict. */
export async function tellGate(result: GateResult, { folder, asJson, terminal }: Telling): Promise<number> {
  writeGate(folder, result);
  // What draws is large: nobody waits for it who has only mistyped a word.
  const { writeGateReport } = await import('./gate-report-files.ts');
  const paths = await tryReport(folder, terminal, () => writeGateReport(result, folder));
  terminal.out(
    asJson
      ? `${JSON.stringify(shortGate(result, folder, paths ?? []))}\n`
      : `\n${gateText(result)}\n\nReport: ${paths?.[0] ?? 'none'}\n`,
  );
  return codes[result.verdict];
}

/** 1 is for a FAIL alone: what could not be measured or decided is not a regression, and not a PASS either. */
const codes: Readonly<Record<Verdict, number>> = {
  PASS: exitCodes.done,
  FAIL: exitCodes.regression,
  INCONCLUSIVE: exitCodes.inconclusive,
  INVALID: exitCodes.invalid,
};

/** What a script needs: no launches, no environment. */
function shortGate(result: GateResult, folder: string, files: readonly string[]): object {
  const { run, verdict, reasons, advisory, injected, identical, helpers } = result;
  const { passes, endpoints, exploratory, doubts, skips } = result;
  return {
    folder,
    files,
    run,
    verdict,
    reasons,
    advisory,
    injected,
    identical,
    helpers,
    passes,
    endpoints,
    exploratory,
    doubts,
    skips,
  };
}
