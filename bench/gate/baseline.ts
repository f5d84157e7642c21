// SPDX-License-Identifier: Apache-2.0
// A stored result as the base of a comparison: of a run its arms, of an earlier gate what was head then.

import type { Scenario } from '../../scenarios/scenario.ts';
import type { Environment } from '../results/environment.ts';
import type { GateResult } from '../results/gate-result.ts';
import type { LaunchSummary, Result } from '../results/result.ts';
import { StoredRunError } from '../results/stored-run-error.ts';

export interface Baseline {
  /** Its folder, for the messages. */
  readonly source: string;
  readonly environment: Environment;
  readonly scenarios: readonly Scenario[];
  /** Arms carry the names that they have in a run. */
  readonly launches: readonly LaunchSummary[];
}

export function baselineOf(stored: Result | GateResult, source: string): Baseline {
  const { launches, environment, scenarios } = stored;
  if (launches.some(({ conditions }) => (conditions?.injected_ns ?? 0) > 0)) {
    throw new StoredRunError(
      `${source}: a slowdown was injected into it (--inject-ns), so it is no baseline; name another result`,
    );
  }
  if ('verdict' in stored && stored.verdict === 'INVALID') {
    throw new StoredRunError(`${source}: its verdict is INVALID, so it is no baseline; name another result`);
  }
  if (!('endpoints' in stored)) return { source, environment, scenarios, launches };
  const names = new Map(stored.cells.flatMap(({ arms }) => arms.map((arm) => [arm.id, armInRun(arm)])));
  return {
    source,
    // The helper of head is not the one that the machine's record names, when a path was given.
    environment: {
      ...environment,
      build: {
        ...environment.build,
        helperSha256: stored.helpers.head.sha256,
        compiler: stored.helpers.head.compiler ?? environment.build.compiler,
        flags: stored.helpers.head.flags ?? environment.build.flags,
      },
    },
    scenarios,
    launches: launches.flatMap((launch) => {
      const arm = names.get(launch.arm);
      return arm == null ? [] : [{ ...launch, arm }];
    }),
  };
}

/** null: base, which head was compared with then, and the floor's twin. */
function armInRun({ id, isFloor, revision }: GateResult['cells'][number]['arms'][number]): string | null {
  if (isFloor) return id.endsWith(' twin') ? null : id;
  return revision === 'head' ? id.slice(0, id.lastIndexOf(' ')) : null;
}
