// SPDX-License-Identifier: Apache-2.0
// Numbers as readers see them: three digits, the right unit, nothing rounded into a different claim.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatBytes,
  formatCountOf,
  formatCountRange,
  formatCoverage,
  formatDuration,
  formatDurationInterval,
  formatInterval,
  formatP,
  formatRatio,
  formatRatioInterval,
} from './format.ts';

test('durations have three digits and carry into the next unit', () => {
  const cases: [number, string][] = [
    [0, '0 ns'],
    [0.1234, '0.123 ns'],
    [23.1, '23.1 ns'],
    [999.4, '999 ns'],
    [999.6, '1.00 µs'],
    [1234, '1.23 µs'],
    [56_789, '56.8 µs'],
    [999_600, '1.00 ms'],
    [2.5e9, '2.50 s'],
    [1.2345e13, '12,345 s'],
    [-1500, '−1.50 µs'],
    [NaN, '–'],
  ];
  for (const [ns, text] of cases) assert.equal(formatDuration(ns), text);
});

test('an interval of durations has one unit, or each bound its own', () => {
  assert.equal(formatDurationInterval(1050, 1310), '1.05–1.31 µs');
  assert.equal(formatDurationInterval(950, 1310), '950 ns–1.31 µs');
});

test('a ratio beside 1 never reads as 1', () => {
  const cases: [number, string][] = [
    [1, '1.00×'],
    [1.42, '1.42×'],
    [1.0012, '1.001×'],
    [0.9996, '0.9996×'],
    [0.961, '0.961×'],
    [12.34, '12.3×'],
    [1234, '1,234×'],
  ];
  for (const [ratio, text] of cases) assert.equal(formatRatio(ratio), text);
  assert.equal(formatRatioInterval(0.9996, 1.02), '0.9996–1.02');
});

test('counts agree with their nouns', () => {
  assert.equal(formatCountOf(1, 'block'), '1 block');
  assert.equal(formatCountOf(12_000, 'launch', 'launches'), '12,000 launches');
  assert.equal(formatCountRange([60, 20], 'block'), '20–60 blocks');
  assert.equal(formatCountRange([1, 1], 'block'), '1 block');
});

test('coverage is never overstated', () => {
  assert.equal(formatCoverage(0.98), '98 %');
  assert.equal(formatCoverage(0.9839), '98.3 %');
  assert.equal(formatCoverage(0.99999), '99.9 %');
});

test('sizes and plain intervals', () => {
  assert.equal(formatBytes(512), '512 B');
  assert.equal(formatBytes(1_234_567), '1.18 MiB');
  assert.equal(formatInterval(10.24, 1500), '10.2–1,500');
});

test('a probability has two digits, and is never 0', () => {
  const cases: [number, string][] = [
    [1, '1'],
    [0.0314, '0.031'],
    [0.00042, '0.00042'],
    [0.0001, '0.0001'],
    [0.000_099, '< 0.0001'],
    [0, '< 0.0001'],
    [NaN, '–'],
  ];
  for (const [p, text] of cases) assert.equal(formatP(p), text);
});
