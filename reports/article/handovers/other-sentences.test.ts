// SPDX-License-Identifier: Apache-2.0
// Pauses of streams, wake-ups by a listener that was closed, and what live handovers say of the claim about proxies.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import { exampleInput } from '../../testing/example-result.ts';
import { example, told, withLosses } from '../../testing/handover-variants.ts';
import { plainText } from '../blocks.ts';
import { ghostSentence } from './fault-sentence.ts';
import { proxySentence } from './proxy-sentence.ts';
import { pauseSentence } from './stream-sentence.ts';

describe('pauses', () => {
  const sentence = (arm: string, change: Partial<HandoverRow> = {}, point = 1000): string => {
    const { handovers, scenario, row } = told(arm, change, { scenario: 'handover-streams', point });
    return plainText(pauseSentence(handovers, scenario, row) ?? []);
  };

  test('both quantiles with their intervals; without one, only the other', () => {
    assert.match(
      sentence('scm_rights'),
      /^scm_rights, 1,000 streams: half of the streams paused for at most \d+ µs \(\S+ % interval .*; 99 of 100 at most \d\.\d+ ms/,
    );
    assert.doesNotMatch(sentence('scm_rights', {}, 100), /99 of 100/);
  });

  test('none where nothing moved, or where nothing may be claimed', () => {
    assert.equal(sentence('no_handover'), '');
    assert.equal(sentence('scm_rights', { handovers: 9 }), '');
  });
});

describe('wake-ups', () => {
  const at = { scenario: 'handover-faults', point: 5000 };
  const sentence = (arm: string, handovers: HandoverResults = example): string => {
    const { scenario, row } = told(arm, {}, { ...at, from: handovers });
    return plainText(ghostSentence(handovers, scenario, row) ?? []);
  };

  test('how many, with the CPU time, beside that of the same without the fault', () => {
    assert.match(
      sentence('ghost'),
      /^ghost: the old process was woken 2,\d{3} times a handover \(median of 12 handovers\) by a listener that it had closed\. Since the order it took 2\d\d ms .* of CPU time; with scm_rights, 2\d(?:\.\d)? ms/,
    );
    assert.equal(sentence('scm_rights'), '');
  });

  test('with other counts the sentence is another one, and without any there is none', () => {
    const withGhosts = (ghostWakeups: number): HandoverResults => ({
      ...example,
      handovers: example.handovers.map((one) => (one.arm === 'ghost' ? { ...one, ghostWakeups } : one)),
    });
    assert.match(sentence('ghost', withGhosts(7)), /woken 7 times/);
    assert.equal(sentence('ghost', withGhosts(0)), '');
  });
});

describe('the claim about proxies', () => {
  const sentence = (handovers: HandoverResults | undefined): string | undefined => {
    const result = { ...exampleInput().result, ...(handovers === undefined ? {} : { handovers }) };
    const words = proxySentence(result);
    return words && plainText(words);
  };
  const at = { scenario: 'handover-peers', point: 3000 };
  const changed = (arm: string, change: Partial<HandoverRow>, from = example): HandoverResults =>
    told(arm, change, { ...at, from }).handovers;
  const losing = withLosses(told('nginx_pulled', {}, at).row, { reset: 3 }, [2, 2]);

  test('draws on the programs that were pulled from, each with its numbers', () => {
    const words = sentence(example) ?? '';
    assert.match(words, /^In this run, yes: a pulled listener lost nothing\./);
    for (const arm of ['haproxy_pulled', 'nginx_pulled']) {
      assert.match(words, new RegExp(`At 3,000 connections a second, ${arm} lost none of`));
    }
    // Node's http server is no proxy.
    assert.doesNotMatch(words, /haproxy_seamless|node_pulled|our own service/);
  });

  test('is another one where one of them loses, where all do, and where handovers failed', () => {
    const one = changed('nginx_pulled', losing);
    assert.match(
      sentence(one) ?? '',
      /^In this run, with some programs and not with others\..*nginx_pulled lost 3/,
    );
    const all = ['haproxy_pulled'].reduce((from, arm) => changed(arm, losing, from), one);
    assert.match(sentence(all) ?? '', /^In this run, not without loss\./);
    assert.match(
      sentence(changed('nginx_pulled', { handoversFailed: 2, handovers: 10 })) ?? '',
      /^In this run, where the handover ended well:/,
    );
  });

  test('decides nothing of few handovers', () => {
    const few = ['haproxy_pulled', 'nginx_pulled', 'node_pulled'].reduce(
      (from, arm) => changed(arm, { handovers: 9 }, from),
      example,
    );
    assert.match(sentence(few) ?? '', /^Not decided: too few handovers\./);
  });

  test('without programs it is our own service, which is no proxy; without handovers nothing', () => {
    const rows = example.rows.filter(({ scenario }) => scenario !== at.scenario);
    assert.match(
      sentence({ ...example, rows }) ?? '',
      /pidfd_getfd lost none .* our own service .* no proxy/,
    );
    assert.equal(sentence({ ...example, rows: [] }), undefined);
    assert.equal(sentence(undefined), undefined);
  });
});
