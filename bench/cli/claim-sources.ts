// SPDX-License-Identifier: Apache-2.0
// What claims draw on that is not played for them: hazards, and the live handovers of a stored result.

import type { ProxyFinding } from '../../reports/article/handovers/proxy-sentence.ts';
import { proxyFinding } from '../../reports/article/handovers/proxy-sentence.ts';
import { hazards as listedHazards } from '../../scenarios/hazards/index.ts';
import type { Finding, Sources } from '../play/play-claim.ts';
import { countSilent } from '../play/silent-hazards.ts';
import type { HazardOutcome } from '../results/played.ts';
import type { Result } from '../results/result.ts';

export interface Drawn {
  /** Is asked only where a claim needs it. */
  readonly hazards: () => Promise<readonly HazardOutcome[]>;
  /** undefined: no stored result was given. */
  readonly result: Pick<Result, 'handovers'> | undefined;
}

export function claimSources({ hazards, result }: Drawn): Sources {
  const finding = result === undefined ? undefined : proxyFinding(result);
  const ofHandovers = (judge: (of: ProxyFinding) => Finding) => (): Finding =>
    finding === undefined ? notMeasured(result) : judge(finding);
  return {
    'silent-hazards': async () => countSilent(await hazards(), listedHazards),
    'pulled-listener-serves': ofHandovers(servesOn),
    'pulled-listener-limits': ofHandovers(isLimited),
  };
}

const measures = 'npm run bench -- --only scenario=handover-rates --out DIR';

function notMeasured(result: Drawn['result']): Finding {
  const why =
    result === undefined
      ? `live handovers measure it: ${measures}, then claims --with DIR`
      : `no handover of this result pulled a listener; one that does: ${measures}`;
  return { status: 'not-possible', why };
}

export function servesOn({ lost }: ProxyFinding): Finding {
  if (lost === 'not decided') return { status: 'not-possible', why: 'too few handovers to say so' };
  if (lost === 'with all') return { status: 'different', why: 'each program lost connections' };
  const some = 'with some programs, with others connections were lost';
  return { status: 'as-expected', why: lost === 'nothing' ? 'none was lost' : some };
}

export function isLimited({ lost, someFailed, onlyOwnService }: ProxyFinding): Finding {
  const limits = [
    ...(lost === 'with some' || lost === 'with all' ? ['a program lost connections'] : []),
    ...(someFailed ? ['a handover failed'] : []),
    ...(onlyOwnService ? ['only our own service was handed over, which is no proxy'] : []),
  ];
  return limits.length === 0
    ? { status: 'different', why: 'nothing of that was seen' }
    : { status: 'as-expected', why: limits.join(', ') };
}
