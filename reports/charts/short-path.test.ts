// SPDX-License-Identifier: Apache-2.0
// A shortened path goes the same way: read back, it covers the same tenths of a pixel.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shortPath } from './short-path.ts';

type Point = readonly [number, number];

/** The corners of a path of absolute M, L, H and V. */
function corners(d: string): Point[] {
  let [x, y] = [0, 0];
  return [...d.matchAll(/([MLHV])([-\d.]+)(?:,([-\d.]+))?/g)].map(([, step, a, b]): Point => {
    if (step === 'V') y = Number(a);
    else x = Number(a);
    if (step === 'M' || step === 'L') y = Number(b);
    return [x, y];
  });
}

/** All tenths of a pixel on a path of level and upright steps, in order, none twice in a row. */
function tenths(points: readonly Point[]): string[] {
  const found: string[] = [];
  const visit = (x: number, y: number): void => {
    const name = `${String(x)},${String(y)}`;
    if (found.at(-1) !== name) found.push(name);
  };
  let [x, y] = (points[0] ?? [0, 0]).map((each) => Math.round(each * 10)) as [number, number];
  visit(x, y);
  for (const point of points) {
    const [toX, toY] = point.map((each) => Math.round(each * 10)) as [number, number];
    while (x !== toX || y !== toY) {
      x += Math.sign(toX - x);
      y += Math.sign(toY - y);
      visit(x, y);
    }
  }
  return found;
}

test('a staircase keeps each tenth of a pixel of its way', () => {
  const coordinate = fc.integer({ min: -30, max: 30 }).map((value) => value / 10);
  fc.assert(
    fc.property(coordinate, coordinate, fc.array(fc.tuple(fc.boolean(), coordinate)), (x0, y0, steps) => {
      let [x, y] = [x0, y0];
      const points: Point[] = [[x, y]];
      for (const [isLevel, to] of steps) {
        if (isLevel) x = to;
        else y = to;
        points.push([x, y]);
      }
      const long = `M${points.map((point) => point.join(',')).join('L')}`;
      const short = shortPath(long);
      assert.ok(short.length <= long.length + 5, `${long} became ${short}`);
      assert.deepEqual(tenths(corners(short)), tenths(points));
    }),
  );
});

test('what a path becomes', () => {
  assert.equal(shortPath('M1,1L2,1L3,1L3,5L3.04,5L4,6Z'), 'M1,1H3V5L4,6Z');
  assert.equal(shortPath('M1.26,2L1.26,2'), 'M1.3,2H1.3');
  assert.equal(shortPath('M1,1L2,1M5,5L5,6'), 'M1,1H2M5,5V6');
  // A step back along the line is seen where the line has an end.
  assert.equal(shortPath('M1,1L3,1L2,1'), 'M1,1H3H2');
  assert.equal(shortPath('M-0.01,1L3,-0.04'), 'M0,1L3,0');
  for (const other of ['M0,0A4,4,0,1,1,-4,0', 'M0,0h680v270h-680Z', 'M1,NaNL2,3', '']) {
    assert.equal(shortPath(other), other);
  }
});
