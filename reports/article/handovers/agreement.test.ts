// SPDX-License-Identifier: Apache-2.0
// Question 3, the section and its table never say different things of the same numbers, whatever the numbers are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exampleInput } from '../../testing/example-result.ts';
import { blocksText } from '../../testing/blocks-text.ts';
import { estimate } from '../../testing/example-estimate.ts';
import {
  exampleHandovers,
  exampleHandoverScenarios,
  withHandovers,
} from '../../testing/example-handovers.ts';
import { ratio, told, withLosses } from '../../testing/handover-variants.ts';
import { liveHandover } from '../live-handover.ts';
import { liveHandover as question } from '../questions/live-handover.ts';

const end = fc.oneof(
  fc.double({ min: 0.2, max: 5, noNaN: true }),
  fc.double({ min: 0.97, max: 1.03, noNaN: true }),
  fc.constant(1),
);
const ends = fc.option(
  fc.tuple(end, end).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  { freq: 8 },
);

const numbers = fc.record({
  interval: ends,
  sign: ends,
  lost: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })),
  handovers: fc.constantFrom(0, 1, 9, 10, 12, 12, 12),
  begun: fc.constantFrom(9000, 9499, 9500, 9990, 9990, 9990),
});

/** The first scenario is enough, and quicker. */
const few = exampleHandovers(12, exampleHandoverScenarios.slice(0, 1));

test('what is said of an arm follows from its numbers, everywhere alike', () => {
  const { row: own } = told('pidfd_getfd', {}, { from: few });
  fc.assert(
    fc.property(numbers, ({ interval, sign, lost, handovers: count, begun }) => {
      const withLoss = lost === 0 ? 0 : 1;
      const { handovers } = told(
        'pidfd_getfd',
        {
          ...withLosses(own, { reset: lost }, [withLoss, lost]),
          handovers: count,
          worstDelayToControl: ratio(1, interval, sign),
          begunPerSecond: estimate(begun, 0.001, 12),
        },
        { from: few },
      );
      const result = withHandovers(exampleInput().result, handovers);
      const content = { result, figures: [], missingCharts: [] };
      const [, asked = ''] =
        /^10,000 connections a second: (.*)$/m.exec(blocksText(question.answer(content))) ?? [];
      const section = blocksText(liveHandover.blocks(content));
      const [, cells = ''] =
        /\n10,000 connections a second[^\n]*\n(?:[^\n]+\n)*?(pidfd_getfd [^\n]*)/.exec(section) ?? [];
      const isClaimed = count >= 10 && begun >= 9500;
      const isCarried = count === 0 || begun >= 9500;
      const lists = (words: RegExp): boolean => words.test(asked);
      assert.equal(lists(/were lost by [^;]*pidfd_getfd/), isClaimed && lost === 0);
      assert.equal(lists(/pidfd_getfd lost \d/), isClaimed && lost > 0);
      const said = (words: RegExp): boolean => words.test(section);
      // Where it was not carried, the sentences are about the next lower rate, at which nothing was lost.
      const isAtLess = begun < 9500;
      assert.equal(said(/^pidfd_getfd lost none of/m), isAtLess || (isClaimed && lost === 0));
      assert.equal(said(/^pidfd_getfd lost \d/m), isClaimed && lost > 0);
      const both = interval !== null && sign !== null;
      const isLonger = isClaimed && both && Math.min(interval[0], sign[0]) > 1;
      const isShorter = isClaimed && both && Math.max(interval[1], sign[1]) < 1;
      assert.equal(
        lists(/longer than the control’s with[^.]*(?:\.\d[^.]*)*?pidfd_getfd \(1\.00×\)/),
        isLonger,
      );
      assert.equal(lists(/shorter than the control’s with pidfd_getfd/), isShorter);
      assert.match(
        cells,
        isLonger ? /longer/ : isShorter ? /shorter/ : /nothing claimed|nothing told|not told/,
      );
      if (!isCarried) assert.match(asked, /^not carried/);
    }),
    { numRuns: 150 },
  );
});
