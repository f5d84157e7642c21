// SPDX-License-Identifier: Apache-2.0
// The claim that pulling descriptors serves deployments of proxies: what live handovers of this run say of it. Pulled out of
// unmodified programs where that was run, else out of our own service, which is no proxy.

import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import type { Result } from '../../../bench/results/result.ts';
import type { HandoverArm, HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import { handoversOf, lostOf, rowsAt, toldPoint, allowedOf, pointWords } from '../../handover-lookup.ts';
import { text, toSection } from '../blocks.ts';
import type { Text } from '../blocks.ts';
import { lossSentence } from './loss-sentence.ts';

export interface ProxyFinding {
  /** Of handovers that ended well, as far as they decide it. */
  readonly lost: 'nothing' | 'with some' | 'with all' | 'not decided';
  readonly someFailed: boolean;
  /** No program of others was handed over. */
  readonly onlyOwnService: boolean;
}

/** undefined where no handover pulled a listener. */
export function proxyFinding(result: Pick<Result, 'handovers'>): ProxyFinding | undefined {
  const handovers = handoversOf(result);
  const pulled = handovers === undefined ? undefined : told(handovers);
  return handovers === undefined || pulled === undefined ? undefined : findingOf(handovers, pulled);
}

/** undefined where no handover pulled a listener. */
export function proxySentence(result: Result): Text | undefined {
  const handovers = handoversOf(result);
  const pulled = handovers === undefined ? undefined : told(handovers);
  if (handovers === undefined || pulled === undefined) return undefined;
  const sentences = pulled.rows.flatMap(({ scenario, row }): Text => [
    ' ',
    `At ${pointWords(scenario, row.point)}, `,
    ...lossSentence(handovers, scenario, row),
  ]);
  const whose = pulled.onlyOwnService ? ' Only our own service was handed over, which is no proxy.' : '';
  return text`${verdictOf(findingOf(handovers, pulled))}${sentences}${whose} ${toSection('Live handover', 'live-handover')}.`;
}

interface Told {
  readonly rows: readonly Pulled[];
  readonly onlyOwnService: boolean;
}

function told(handovers: HandoverResults): Told | undefined {
  const ofPrograms = pulledRows(handovers, isPulledProgram);
  const rows = ofPrograms.length > 0 ? ofPrograms : pulledRows(handovers, isPulledService);
  return rows.length === 0 ? undefined : { rows, onlyOwnService: ofPrograms.length === 0 };
}

interface Pulled {
  readonly scenario: HandoverScenario;
  readonly row: HandoverRow;
}

/** Node's http server is no proxy. */
const proxies: readonly (HandoverArm['peer'] | undefined)[] = ['haproxy', 'nginx'];

const isPulledProgram = ({ peer, id }: HandoverArm): boolean =>
  proxies.includes(peer) && id.includes('_pulled');
const isPulledService = ({ peer, gives, fault, stopsAt }: HandoverArm): boolean =>
  peer === undefined && gives === 'pidfd_getfd' && fault === undefined && stopsAt === undefined;

/** At the point that is told of each scenario of new connections; without a carried one, at none. */
function pulledRows(handovers: HandoverResults, isPulled: (arm: HandoverArm) => boolean): readonly Pulled[] {
  return handovers.scenarios
    .filter(({ clients }) => clients === 'connections')
    .flatMap((scenario) => {
      const point = toldPoint(handovers, scenario);
      if (point === undefined) return [];
      const ids = new Set(scenario.arms.filter(isPulled).map(({ id }) => id));
      return rowsAt(handovers, scenario, point)
        .filter(({ arm }) => ids.has(arm))
        .map((row) => ({ scenario, row }));
    });
}

function findingOf(handovers: HandoverResults, { rows, onlyOwnService }: Told): ProxyFinding {
  const judged = rows.filter(({ scenario, row }) => allowedOf(handovers, scenario, row) === 'claim');
  const losing = judged.filter(({ row }) => lostOf(row.ledger) > 0);
  const someFailed = rows.some(({ row }) => row.handoversFailed > 0);
  if (judged.length === 0) return { lost: 'not decided', someFailed, onlyOwnService };
  if (losing.length === 0) return { lost: 'nothing', someFailed, onlyOwnService };
  return { lost: losing.length === judged.length ? 'with all' : 'with some', someFailed, onlyOwnService };
}

function verdictOf({ lost, someFailed }: ProxyFinding): string {
  if (lost === 'not decided') return 'Not decided: too few handovers.';
  if (lost === 'with all') return 'In this run, not without loss.';
  if (lost === 'with some') return 'In this run, with some programs and not with others.';
  return someFailed
    ? 'In this run, where the handover ended well: then a pulled listener lost nothing.'
    : 'In this run, yes: a pulled listener lost nothing.';
}
