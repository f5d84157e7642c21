// SPDX-License-Identifier: Apache-2.0
// OpenMetrics: the numbers of a run or a gate as gauges with their intervals, doubts and verdicts beside them. Without
// timestamps: when it was is a gauge of its own. For what reads OpenMetrics; the textfile collector of node_exporter
// reads an older format, which has neither info nor stateset.

import type { Doubt } from '../../bench/results/doubt.ts';
import type { EndpointResult, GateResult, Verdict } from '../../bench/results/gate-result.ts';
import type { Result, Row } from '../../bench/results/result.ts';
import type { Exporter } from './exporter.ts';
import type { Labels } from './openmetrics-families.ts';
import { estimates, gauge, perNs, placeOf } from './openmetrics-families.ts';
import { loadFamilies } from './openmetrics-load.ts';
import { openMetricsText } from './openmetrics-text.ts';
import type { Family, MetricSample } from './openmetrics-text.ts';

export const openMetrics: Exporter = {
  name: 'openmetrics',
  readBy: 'Prometheus and others that read OpenMetrics; not the textfile collector',
  run: (result) => openMetricsText([...runFamilies(result), ...sharedFamilies(result, {})]),
  gate: (gate) => openMetricsText([...gateFamilies(gate), ...sharedFamilies(gate, gateLabels(gate))]),
};

function runFamilies({ rows }: Result): readonly Family[] {
  const quantiles = rows.flatMap((row) =>
    (['p50', 'p90', 'p99'] as const).map((statistic) => ({
      labels: { ...placeOf(row), statistic },
      estimate: row.wall?.[statistic],
    })),
  );
  const cpu = rows.map((row) => ({ labels: { ...placeOf(row), statistic: 'p50' }, estimate: row.cpu?.p50 }));
  const ratios = rows.map((row) => ({
    labels: { ...placeOf(row), reference: row.reference ?? '' },
    estimate: row.ratioToReference,
  }));
  const own = (value: (row: Row) => number): MetricSample[] =>
    rows.map((row) => ({ labels: placeOf(row), value: value(row) }));
  return [
    ...estimates(
      {
        name: 'fd_handover_duration',
        unit: 'seconds',
        help: 'What the scenario times (one transfer, unless it says otherwise), median over launches',
      },
      quantiles,
    ),
    ...estimates(
      { name: 'fd_handover_cpu_time', unit: 'seconds', help: 'CPU time of both roles for one transfer' },
      cpu,
    ),
    ...estimates(
      {
        name: 'fd_handover_reference',
        unit: 'ratio',
        help: 'p50 divided by that of the reference, by blocks',
      },
      ratios,
    ),
    ...loadFamilies(rows),
    gauge(
      'fd_handover_blocks',
      'Blocks in which this arm gave a number',
      own((row) => row.blocks),
    ),
    gauge(
      'fd_handover_failed_launches',
      'Launches of this arm that failed',
      own((row) => row.launchesFailed),
    ),
    gauge(
      'fd_handover_oracle_failed',
      '1 where the oracle failed: no number here counts',
      own(({ oracle }) => (oracle === 'fail' ? 1 : 0)),
    ),
  ];
}

function gateFamilies(gate: GateResult): readonly Family[] {
  const { endpoints } = gate;
  const ratios = endpoints.map((one) => ({ labels: endpointOf(one), estimate: one.ratio }));
  const durations = endpoints.flatMap((one) =>
    (['base', 'head'] as const).map((revision) => ({
      labels: { ...endpointOf(one), revision },
      value: one[revision] === null ? null : one[revision] * perNs,
    })),
  );
  const allowed = endpoints.map((one) => ({ labels: endpointOf(one), value: 1 + one.endpoint.tolerance }));
  return [
    states('fd_handover_gate_verdict', 'Verdict of the whole gate', [{ labels: {}, verdict: gate.verdict }]),
    states(
      'fd_handover_gate_endpoint_verdict',
      'Verdict of each endpoint',
      endpoints.map((one) => ({ labels: endpointOf(one), verdict: one.verdict })),
    ),
    ...estimates(
      { name: 'fd_handover_gate_head', unit: 'ratio', help: 'Head divided by base, by blocks' },
      ratios,
    ),
    {
      ...gauge('fd_handover_gate_allowed', 'The largest ratio that may be, 1 + tolerance', allowed),
      unit: 'ratio',
    },
    {
      ...gauge('fd_handover_gate_duration', 'Median over launches of the quantile of each', durations),
      unit: 'seconds',
    },
  ];
}

function sharedFamilies(
  { run, environment, doubts }: Pick<Result | GateResult, 'run' | 'environment' | 'doubts'>,
  more: Labels,
): readonly Family[] {
  const labels = {
    id: run.id,
    status: run.status,
    benchmark: environment.versions.benchmark,
    revision: environment.build.revision ?? '',
    kernel: environment.kernel.release,
    cpu: environment.cpu.model ?? '',
    ...more,
  };
  const endedAt = Date.parse(run.endedAt) / 1000;
  return [
    gauge('fd_handover_doubt', '1 for each doubt about a number', doubts.map(doubtSample)),
    {
      ...gauge('fd_handover_run_ended_timestamp', 'When it ended, since 1970', [
        { labels: {}, value: endedAt },
      ]),
      unit: 'seconds',
    },
    {
      name: 'fd_handover_run',
      type: 'info',
      help: 'Which run this is, and where',
      samples: [{ labels, value: 1 }],
    },
  ];
}

function gateLabels({ helpers, injected, advisory, identical }: GateResult): Labels {
  return {
    base: helpers.base.source,
    base_commit: helpers.base.commit ?? '',
    head: helpers.head.source,
    injected: String(injected),
    advisory: String(advisory),
    identical: String(identical),
  };
}

const verdicts: readonly Verdict[] = ['PASS', 'FAIL', 'INCONCLUSIVE', 'INVALID'];

function states(
  name: string,
  help: string,
  all: readonly { readonly labels: Labels; readonly verdict: Verdict }[],
): Family {
  const samples = all.flatMap(({ labels, verdict }) =>
    verdicts.map((state) => ({ labels: { ...labels, [name]: state }, value: state === verdict ? 1 : 0 })),
  );
  return { name, type: 'stateset', help, samples };
}

function endpointOf({ endpoint: { id, tolerance: _, ...place } }: EndpointResult): Labels {
  return { endpoint: id, ...placeOf({ ...place, arm: place.arms.head }), statistic: place.quantile };
}

function doubtSample(doubt: Doubt): MetricSample {
  return { labels: { ...placeOf(doubt), doubt: doubt.id, weight: doubt.weight }, value: 1 };
}
