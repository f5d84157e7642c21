// SPDX-License-Identifier: Apache-2.0
// `export DIR --format F`: a stored run or gate in another program's format, on standard output or into a file. Needs
// neither the helper nor the addon.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exporters, exportStored, formatsFor } from '../../reports/exporters/index.ts';
import type { Exporter, Samples, Stored } from '../../reports/exporters/index.ts';
import { readGate } from '../results/read-gate.ts';
import { readStoredRun } from '../results/read-result.ts';
import { gateFile, packedResultFile, resultFile } from '../results/run-folder.ts';
import { readSamples } from '../results/samples-reader.ts';
import { StoredRunError } from '../results/stored-run-error.ts';
import { writeWholeFile } from '../results/write-result.ts';
import { UsageError, exitCodes } from '../usage-error.ts';
import type { Terminal } from './terminal.ts';

export interface ExportOptions {
  readonly format: string;
  readonly out?: string;
}

/** Answers with the exit code. */
export async function exportCommand(
  folder: string,
  { format, out }: ExportOptions,
  terminal: Terminal,
): Promise<number> {
  const exporter = findExporter(format);
  const stored = await readStored(folder);
  const text = await exportStored(exporter, stored, samplesOf(stored, folder));
  if (text === null) throw doesNotFit(exporter, stored, folder);
  if (out === undefined) terminal.out(text);
  else writeWholeFile(out, text);
  return exitCodes.done;
}

function findExporter(format: string): Exporter {
  const found = exporters.find(({ name }) => name === format);
  if (found !== undefined) return found;
  const names = exporters.map(({ name }) => name).join(', ');
  throw new UsageError(`--format: "${format}" is not known. Known: ${names}`);
}

async function readStored(folder: string): Promise<Stored> {
  if (existsSync(join(folder, gateFile))) return { kind: 'gate', gate: await readGate(folder) };
  if ([resultFile, packedResultFile].some((file) => existsSync(join(folder, file)))) {
    const { result, kept } = await readStoredRun(folder);
    if (kept === null) return { kind: 'run', run: result };
    throw new UsageError(
      `${folder}: a kept result, which has the samples of some scenarios only; export from the whole one (sha256 of its samples: ${result.samples.sha256.slice(0, 12)}…)`,
    );
  }
  throw new StoredRunError(
    `${folder}: neither ${resultFile} nor ${gateFile} is there; name the folder of a run or of a gate`,
  );
}

/** Nothing was launched, nothing is in the file: not even the beginning of a gzip. */
function samplesOf(stored: Stored, folder: string): Samples {
  const { launches } = (stored.kind === 'gate' ? stored.gate : stored.run).samples;
  return launches === 0 ? noSamples() : readSamples(folder);
}

async function* noSamples(): Samples {
  // Nothing to yield.
}

function doesNotFit({ name }: Exporter, { kind }: Stored, folder: string): UsageError {
  return new UsageError(
    `--format ${name}: has no place for a ${kind}, which is what ${folder} holds. Formats for a ${kind}: ${formatsFor(kind).join(', ')}`,
  );
}
