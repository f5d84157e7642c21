// SPDX-License-Identifier: Apache-2.0
// A calibration from its first launch to its report, on launches that are made up: what it counts, what its judge
// sees, and what an interruption leaves.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { expectedRatio, runLiveGate } from '../bench/cli/calibrate-live.ts';
import { smallestFound } from '../bench/cli/calibrate-endpoints.ts';
import { silentCalibration } from '../bench/cli/calibrate-progress.ts';
import { writeCalibrationReport } from '../bench/cli/calibrate-report-files.ts';
import type { CalibrationFindings, CalibrationSize } from '../bench/cli/calibrate-steps.ts';
import { calibrate, stepsOf } from '../bench/cli/calibrate-steps.ts';
import { measureGate } from '../bench/cli/gate-measure.ts';
import { planGate } from '../bench/cli/gate-plan.ts';
import type { SimulatedWishes } from '../bench/cli/testing/simulated-laboratory.ts';
import { simulatedLaboratory } from '../bench/cli/testing/simulated-laboratory.ts';
import { readCalibration } from '../bench/results/read-calibration.ts';
import type { LaunchSummary } from '../bench/results/result.ts';
import { writeCalibration } from '../bench/results/write-result.ts';
import { makeExampleCalibration } from '../reports/testing/example-calibration.ts';
import { makeTempFolder, runProgram, startProgram } from './support/program.ts';

// The launches are made up, but steal and pressure around them are those of the machine that runs this test. They can
// weaken a verdict to INCONCLUSIVE, never turn it: so no test here wants a PASS.
const size: CalibrationSize = { sessionBlocks: 60, redraws: 10, gates: 2, injections: 2 };

async function calibrated(wishes: SimulatedWishes): Promise<CalibrationFindings | null> {
  const laboratory = simulatedLaboratory(wishes);
  const { cells } = planGate(laboratory.wishes, laboratory.machine);
  const steps = stepsOf(size, cells);
  return calibrate({ laboratory, cells, size, steps, seed: 9, progress: silentCalibration() });
}

describe('a calibration', () => {
  test('counts its gates, finds what was put in, and is stored and read again', async (t) => {
    const folder = makeTempFolder(t);
    const found = await calibrated({ folder, seed: 1, spread: 0.01 });
    assert.ok(found !== null);
    const [one, ...others] = found.endpoints;
    assert.deepEqual(others, []);
    assert.equal(one?.verdicts.FAIL, 0);
    assert.deepEqual([one.falseAlarms.count, one.falseAlarms.trials], [0, 2]);
    // Clopper and Pearson with none in two: 1 − 0.025^(1/2).
    assert.ok(Math.abs(one.falseAlarms.hi - (1 - 0.025 ** (1 / 2))) < 1e-9);
    assert.equal(one.curve[0]?.fail, 0);
    assert.ok((one.curve.at(-1)?.fail ?? 0) > 0.5, JSON.stringify(one.curve));
    assert.ok(one.spread > 0.005 && one.spread < 0.03, String(one.spread));
    assert.equal(found.injections.length, size.injections);
    for (const { expectedRatio: expected, foundRatio, side } of found.injections) {
      assert.ok(
        Math.abs((foundRatio ?? 0) - (expected ?? 0)) < 0.02,
        `${String(foundRatio)} ${String(expected)}`,
      );
      assert.equal((expected ?? 0) > 1, side === 'head');
    }
    assert.ok((found.secondsPerGate?.median ?? 0) > 0);
    const whole = { ...makeExampleCalibration(), ...found };
    writeCalibration(folder, whole);
    assert.deepEqual(readCalibration(folder), JSON.parse(JSON.stringify(whole)));
    const files = await writeCalibrationReport(readCalibration(folder), folder);
    const written = files.map((file) => readFileSync(file, 'utf8'));
    for (const file of files) rmSync(file);
    const { exitCode, stdout, stderr } = await runProgram(['report', folder]);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /Report: .*\.html/);
    assert.deepEqual(
      files.map((file) => readFileSync(file, 'utf8')),
      written,
    );
  });

  test('interrupted in its session: nothing to keep', async (t) => {
    const controller = new AbortController();
    const folder = makeTempFolder(t);
    const onLaunch = (): void => {
      controller.abort();
    };
    const { signal } = controller;
    assert.equal(await calibrated({ folder, seed: 1, spread: 0.01, signal, onLaunch }), null);
  });

  test('interrupted in a gate: the curve and the gates before it are kept', async (t) => {
    const controller = new AbortController();
    let launches = 0;
    // 60 blocks of two floors and four copies, then gates of 20 to 60 blocks of four launches.
    const onLaunch = (): void => {
      if (++launches === 60 * 6 + 20 * 4 + 10) controller.abort();
    };
    const { signal } = controller;
    const found = await calibrated({ folder: makeTempFolder(t), seed: 1, spread: 0.01, signal, onLaunch });
    const [one] = found?.endpoints ?? [];
    assert.ok([0, 1].includes(one?.falseAlarms.trials ?? 9), String(one?.falseAlarms.trials));
    assert.equal(one?.curve.length, 11);
    assert.deepEqual(found?.injections, []);
  });
});

describe('a gate with a slowdown', () => {
  test('is judged by launches that do not say so', async (t) => {
    const laboratory = simulatedLaboratory({ folder: makeTempFolder(t), seed: 3, spread: 0.01 });
    const seen: LaunchSummary[] = [];
    const gate = await runLiveGate(laboratory, {
      seed: 1,
      inject: { revision: 'head', ns: 300 },
      measure: async (measurement) => {
        const { kept } = measurement;
        const record: typeof kept.record = (cell, launch) => {
          const summary = kept.record(cell, launch);
          seen.push(summary);
          return summary;
        };
        return (await measureGate({ ...measurement, kept: { ...kept, record } })).decision;
      },
    });
    assert.ok(gate !== null && gate.decision.verdict !== 'PASS');
    const [found] = gate.decision.endpoints;
    assert.ok((found?.ratio?.value ?? 0) > 1.1, String(found?.ratio?.value));
    assert.ok(seen.length > 0);
    assert.ok(seen.every(({ conditions }) => conditions?.injected_ns === 0));
    // What is kept for the record does say so: of head, and of nothing else.
    const marked = gate.launches.filter(({ conditions }) => conditions?.injected_ns === 300);
    assert.ok(marked.length > 0);
    assert.deepEqual([...new Set(marked.map(({ arm }) => arm))], ['scm_rights head']);
  });
  test('in base it does not fail', async (t) => {
    const laboratory = simulatedLaboratory({ folder: makeTempFolder(t), seed: 4, spread: 0.01 });
    const gate = await runLiveGate(laboratory, { seed: 1, inject: { revision: 'base', ns: 300 } });
    assert.ok(gate !== null && gate.decision.verdict !== 'FAIL');
    assert.ok(gate.launches.some(({ conditions }) => conditions?.injected_ns === 300));
  });
  test('the ratio that is expected is that of the other side and the wait', () => {
    assert.equal(expectedRatio({ base: 1000, head: 5 }, { revision: 'head', ns: 100 }), 1.1);
    assert.equal(expectedRatio({ base: 5, head: 1000 }, { revision: 'base', ns: 250 }), 0.8);
    assert.equal(expectedRatio({ base: null, head: 5 }, { revision: 'head', ns: 100 }), null);
  });
});

describe('the smallest slowdown that is found', () => {
  const point = (slowdown: number, fail: number) => ({ slowdown, fail, pass: 1 - fail, inconclusive: 0 });
  test('lies between two points of the curve, in proportion', () => {
    const found = smallestFound([point(0, 0), point(0.05, 0.9), point(0.1, 1)]);
    assert.ok(Math.abs((found ?? 0) - 0.075) < 1e-9);
  });
  test('is not made up where the curve ends below 95 %', () => {
    assert.equal(smallestFound([point(0, 0), point(0.1, 0.94)]), null);
    assert.equal(smallestFound([]), null);
  });
});

test('Ctrl-C while blocks are measured: said, nothing stored, exit code 130', async (t) => {
  const out = join(makeTempFolder(t), 'calibration');
  const program = startProgram(['calibrate', '--only', 'mechanism=scm_rights', '--out', out]);
  await program.said(/A\/A session, block, 0 of/);
  program.child.kill('SIGINT');
  const { exitCode, stderr } = await program.ended;
  assert.match(stderr, /nothing is stored/);
  assert.equal(exitCode, 130);
  assert.ok(!existsSync(out));
});
