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
    '<svg><g stroke="#000000"><line x2="1"/><line x2="2" opacity="0.5"/></g>' +
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
    compactSvg(
      `<svg width="1"><g>${text('a &lt; opacity="1" font-family="A, \'B\'" font-size="11px"')}${text('<tspan>b</tspan>')}</g></svg>`,
    ),
    `<svg width="1" font-family="A, 'B'"><g font-size="11px"><text>a &lt; opacity="1" font-family="A, 'B'" font-size="11px"</text><text><tspan>b</tspan></text></g></svg>`,
  );
});

test('what shows nothing goes, a frame stays', () => {
  const frame = '<path class="background" d="M0,0h9v9h-9Z" stroke="#bbbbbb"/>';
  assert.equal(
    compactSvg(
      `<svg><path class="background" d="M0,0h9v9h-9Z"/>${frame}<path class="foreground" d="" display="none"/></svg>`,
    ),
    '<svg><path d="M0,0h9v9h-9Z" stroke="#bbbbbb"/></svg>',
  );
});
