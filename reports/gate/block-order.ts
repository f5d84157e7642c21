// SPDX-License-Identifier: Apache-2.0
// The ratio of each block in the order in which blocks ran: what the verdict was made from. A drift, a jump or a
// single wild block is seen here and in no table.

import type { Endpoint, EndpointResult, GateResult } from '../../bench/results/gate-result.ts';
import { blockRatios } from '../../bench/stats/block-ratios.ts';
import { chartFile } from '../charts/chart.ts';
import type { Chart } from '../charts/chart.ts';
import { printable } from '../escape.ts';
import { formatCount, formatCountOf } from '../format.ts';
import { blockOrderSpec } from './block-order-spec.ts';
import type { BlockPanel } from './block-order-spec.ts';
import { fineRatio } from './estimate-cells.ts';
import { markOf } from './gate-head.ts';
import { passOfBlock } from './pass-of-block.ts';

const title = 'Ratio of every block, in the order of the run';
/** A gate declares at most six; a stored result may say anything. */
const mostPanels = 12;

/** undefined when no block has both base and head. */
export function blockOrderChart(gate: GateResult): Chart | undefined {
  const panels = gate.endpoints
    .slice(0, mostPanels)
    .map((one) => panelOf(gate, one))
    .filter(({ points }) => points.length > 0);
  if (panels.length === 0) return undefined;
  const id = 'gate-blocks';
  const count = panels.reduce((sum, { points }) => sum + points.length, 0);
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(panels),
    caption: `Each mark is one block: head / base of the launches' quantile. Circles: the first pass. Squares: the second pass, in which only endpoints that failed in the first are judged. Solid line: no difference; dashed line: what is allowed. Upright lines: looks, where the blocks so far were judged. ${formatCountOf(count, 'block')} in all.`,
    spec: blockOrderSpec({ title, subtitle: `head / base in each block (log)${markOf(gate)}`, panels }),
  };
}

function panelOf(gate: GateResult, { endpoint, looks, confirmation, verdict }: EndpointResult): BlockPanel {
  const ratios = blockRatios(launchesOf(gate, endpoint, 'head'), launchesOf(gate, endpoint, 'base'), {
    measure: 'wall',
    quantile: endpoint.quantile,
  });
  const points = ratios.map(({ block, logRatio }, index) => ({
    at: index + 1,
    ratio: Math.exp(logRatio),
    isSecond: passOfBlock(gate, block) === 'confirmation',
  }));
  const first = points.filter(({ isSecond }) => !isSecond).length;
  return {
    title: `${printable(endpoint.id)}: ${verdict}`,
    limit: 1 + endpoint.tolerance,
    points,
    looks: [...looks.map(({ blocks }) => blocks), ...confirmation.map(({ blocks }) => first + blocks)],
  };
}

function launchesOf({ launches }: GateResult, endpoint: Endpoint, revision: 'base' | 'head') {
  return launches.filter(
    ({ arm, scenario, placement, point }) =>
      arm === endpoint.arms[revision] &&
      scenario === endpoint.scenario &&
      placement === endpoint.placement &&
      point === endpoint.point,
  );
}

function describe(panels: readonly BlockPanel[]): string {
  const ranges = panels.map(({ title: name, points }) => {
    const ratios = points.map(({ ratio }) => ratio);
    const [lo, hi] = [Math.min(...ratios), Math.max(...ratios)];
    return `${name}, ${formatCount(points.length)} blocks from ${fineRatio(lo)} to ${fineRatio(hi)}`;
  });
  return `One panel an endpoint, a mark a block, logarithmic axis with a line at 1 and a dashed one at what is allowed. ${ranges.join('; ')}.`;
}
