// SPDX-License-Identifier: Apache-2.0
// Fewer bytes, the same picture: what is taken away is said elsewhere or cannot be seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compactSvg } from './compact-svg.ts';

test('what all marks of a group have alike is said once, and the rest stays', () => {
  assert.equal(
    compactSvg(
      '<svg><g class="m"><line x2="1" stroke="#000000" opacity="1"/><line x2="2" stroke="#000000" opacity="0.5"/></g>' +
        '<g><path d="M0,0" fill="#000000"/><path d="M1,1" fill="#ffffff"/></g></svg>',
    ),
    '<svg><g class="m" stroke="#000000"><line x2="1"/><line x2="2" opacity="0.5"/></g>' +
      '<g><path d="M0,0" fill="#000000"/><path d="M1,1" fill="#ffffff"/></g></svg>',
  );
});

test('an attribute that one mark lacks, or that its group has, is not moved', () => {
  for (const svg of [
    '<svg><g><path fill="#000000"/><path/></g></svg>',
    '<svg><g fill="none"><path fill="#000000"/><path fill="#000000"/></g></svg>',
    '<svg><g><path stroke="#000000"/><g><path stroke="#000000"/></g></g></svg>',
  ]) {
    assert.equal(compactSvg(svg), svg);
  }
});

test('texts share their font, and keep what they say', () => {
  const text = (words: string): string => `<text font-family="A, 'B'" font-size="11px">${words}</text>`;
  assert.equal(
    compactSvg(`<svg width="1"><g>${text('a &lt; font-size="11px"')}${text('<tspan>b</tspan>')}</g></svg>`),
    `<svg width="1" font-family="A, 'B'"><g font-size="11px"><text>a &lt; font-size="11px"</text><text><tspan>b</tspan></text></g></svg>`,
  );
});

test('a long path says its steps; no place is off by more than a twentieth of a pixel', () => {
  const places = Array.from({ length: 200 }, (_, index): [number, number] => [
    index * 0.37,
    Math.round(100 * Math.sin(index)) / 100,
  ]);
  const path = places.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(2)},${y}`).join('');
  const compact = / d="([^"]*)"/.exec(compactSvg(`<svg><path d="${path}"/></svg>`))?.[1] ?? '';
  assert.ok(compact.length < path.length * 0.8);
  let [x, y] = [0, 0];
  const back = [...compact.matchAll(/([Mlhv])(-?[\d.]+)(?:,(-?[\d.]+))?/g)].map(
    ([, command, first, second]) => {
      if (command === 'v') y += Number(first);
      else x += Number(first);
      if (second !== undefined) y += Number(second);
      return [x, y];
    },
  );
  for (const [px, py] of places) {
    assert.ok(back.some(([bx = 0, by = 0]) => Math.abs(bx - px) < 0.0501 && Math.abs(by - py) < 0.0501));
  }
});

test('a closed path goes on from where it began, and a broken one from where it goes on', () => {
  const corners = 'M1,1L9,1L9,9L5,9L5,8L4,8L4,9L1,9Z';
  assert.equal(
    compactSvg(`<svg><path d="${corners}L2,2M0.5,7L1,7"/></svg>`),
    '<svg><path d="M1,1h8v8h-4v-1h-1v1h-3Zl1,1M.5,7h.5"/></svg>',
  );
});

test('a symbol, and what has arcs, stays as it is', () => {
  for (const d of ['M-3.46,0L0,-4.91L3.46,0Z', 'M2.88,0A2.88,2.88,0,1,1,-2.88,0A2.88,2.88,0,1,1,2.88,0']) {
    assert.match(compactSvg(`<svg><path d="${d}"/></svg>`), new RegExp(` d="${d}"`));
  }
});
