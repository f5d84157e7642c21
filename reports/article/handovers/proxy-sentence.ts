// SPDX-License-Identifier: Apache-2.0
// The claim that pulling descriptors serves deployments of proxies: what live handovers of this run say of it. Pulled out of
// unmodified programs where that was run, else out of our own service, which is no proxy.

import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import type { Verdict } from '../../../bench/results/played.ts';
import type { Result } from '../../../bench/results/result.ts';
import type { HandoverArm, HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import { handoversOf, lostOf, rowsAt, toldPoint, allowedOf, pointWords } from '../../handover-lookup.ts';
import { text, toSection } from '../blocks.ts';
import type { Text } from '../blocks.ts';
import { lossSentence } from './loss-sentence.ts';

/** undefined where no handover pulled a listener. */
export function proxySentence(result: Result): Text | undefined {
  const handovers = handoversOf(result);
  if (handovers === undefined) return undefined;
  const pulled = pulledOf(handovers);
  if (pulled.length === 0) return undefined;
  const told = pulled.flatMap(({ scenario, row }): Text => [
    ' ',
    `At ${pointWords(scenario, row.point)}, `,
    ...lossSentence(handovers, scenario, row),
  ]);
  const isOfPrograms = pulled.some(({ row }) => row.arm.includes('_pulled'));
  const whose = isOfPrograms ? '' : ' Only our own service was handed over, which is no proxy.';
  return text`${verdictOf(handovers, pulled)}${told}${whose} ${toSection('Live handover', 'live-handover')}.`;
}

/** The same as a verdict; open where no handover pulled a listener, or too few did. */
export function proxyVerdict(result: Result): Verdict {
  const handovers = handoversOf(result);
  if (handovers === undefined) return 'open';
  const judged = judgedOf(handovers, pulledOf(handovers));
  if (judged.length === 0) return 'open';
  const losing = judged.filter(({ row }) => lostOf(row.ledger) > 0);
  if (losing.length === judged.length) return 'does-not-hold';
  const hasFailed = judged.some(({ row }) => row.handoversFailed > 0);
  return losing.length > 0 || hasFailed ? 'holds-with-a-condition' : 'holds';
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

/** Of unmodified proxies where that was run, else of our own service. */
function pulledOf(handovers: HandoverResults): readonly Pulled[] {
  const ofPrograms = pulledRows(handovers, isPulledProgram);
  return ofPrograms.length > 0 ? ofPrograms : pulledRows(handovers, isPulledService);
}

function judgedOf(handovers: HandoverResults, pulled: readonly Pulled[]): readonly Pulled[] {
  return pulled.filter(({ scenario, row }) => allowedOf(handovers, scenario, row) === 'claim');
}

function verdictOf(handovers: HandoverResults, pulled: readonly Pulled[]): string {
  const judged = judgedOf(handovers, pulled);
  if (judged.length === 0) return 'Not decided: too few handovers.';
  const losing = judged.filter(({ row }) => lostOf(row.ledger) > 0);
  if (losing.length === 0) {
    return pulled.some(({ row }) => row.handoversFailed > 0)
      ? 'In this run, where the handover ended well: then a pulled listener lost nothing.'
      : 'In this run, yes: a pulled listener lost nothing.';
  }
  return losing.length === judged.length
    ? 'In this run, not without loss.'
    : 'In this run, with some programs and not with others.';
}
