// SPDX-License-Identifier: Apache-2.0
// A calibration in, its report out: calibration.html, calibration.md and a chart for each endpoint. As
// reports/index.ts: no clock, no network, no file system.

import type { Calibration } from '../../bench/results/calibration.ts';
import { drawFigures, figureFiles } from '../article/draw-figures.ts';
import { writeHtml } from '../article/html.ts';
import { machine } from '../article/machine.ts';
import { writeMarkdown } from '../article/markdown.ts';
import { writeSections } from '../article/section.ts';
import type { ReportFiles } from '../report-input.ts';
import { advice } from './advice.ts';
import { answer } from './answer.ts';
import { calibrationHead } from './calibration-head.ts';
import type { CalibrationSection } from './calibration-content.ts';
import { charts } from './charts.ts';
import { curve } from './curve.ts';
import { howToRead } from './how-to-read.ts';
import { injections } from './injections.ts';
import { operatingCharacteristic } from './operating-characteristic.ts';
import { reproduce } from './reproduce.ts';

/** In reading order: how good the gate is, what to set, then what both rest on. */
export const calibrationSections: readonly CalibrationSection[] = [
  answer,
  advice,
  charts,
  injections,
  curve,
  howToRead,
  machine,
  reproduce,
];

/** The calibration must have passed its schema; its names may be anything. */
export async function buildCalibrationReport(calibration: Calibration): Promise<ReportFiles> {
  const figures = await drawFigures(operatingCharacteristic(calibration));
  const head = calibrationHead(calibration);
  const sections = writeSections(calibrationSections, { result: calibration, figures });
  return [
    { path: 'calibration.html', content: writeHtml(head, sections) },
    { path: 'calibration.md', content: writeMarkdown(head, sections) },
    ...figureFiles(figures),
  ];
}
