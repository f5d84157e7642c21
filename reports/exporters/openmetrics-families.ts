// SPDX-License-Identifier: Apache-2.0
// Families that several parts of an OpenMetrics text are made of: gauges, and estimates with both ends of their interval.

import type { DoubtPlace } from '../../bench/results/doubt.ts';
import type { Estimate } from '../../bench/results/result.ts';
import type { Family, MetricSample } from './openmetrics-text.ts';

export type Labels = MetricSample['labels'];

export const perNs = 1e-9;

export interface LabelledEstimate {
  readonly labels: Labels;
  readonly estimate: Pick<Estimate, 'value' | 'interval'> | null | undefined;
}

/** What an estimate is given in, and what it is told as: ns become seconds, as the format demands. */
export interface Told {
  readonly name: string;
  readonly help: string;
  readonly unit?: 'seconds' | 'ratio';
}

/** Three families: the value, and the two ends of its interval. */
export function estimates({ name, help, unit }: Told, all: readonly LabelledEstimate[]): readonly Family[] {
  const scale = unit === 'seconds' ? perNs : 1;
  const family = (
    own: string,
    what: string,
    value: (one: LabelledEstimate) => number | undefined,
  ): Family => ({
    name: own,
    type: 'gauge',
    ...(unit === undefined ? {} : { unit }),
    help: what,
    samples: all.map((one) => {
      const found = value(one);
      return { labels: one.labels, value: found === undefined ? null : found * scale };
    }),
  });
  return [
    family(name, help, ({ estimate }) => estimate?.value),
    family(`${name}_lower`, `${help}: lower end of its interval`, ({ estimate }) => estimate?.interval?.lo),
    family(`${name}_upper`, `${help}: upper end of its interval`, ({ estimate }) => estimate?.interval?.hi),
  ];
}

export function gauge(name: string, help: string, samples: readonly MetricSample[]): Family {
  return { name, type: 'gauge', help, samples };
}

export function placeOf({ scenario, placement, arm, point }: DoubtPlace): Labels {
  return { scenario, placement, arm, point: point === null ? '' : String(point) };
}
