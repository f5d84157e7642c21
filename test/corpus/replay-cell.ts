// SPDX-License-Identifier: Apache-2.0
// The cell that a gate with the usual settings would have for a part of the corpus: planned as `gate` plans it, for a
// machine such as the corpus was taken on.

import { wishesOf } from '../../bench/cli/calibrate-laboratory.ts';
import { planGate } from '../../bench/cli/gate-plan.ts';
import type { GateCell } from '../../bench/gate/gate-cell.ts';
import type { Machine } from '../../bench/preflight/finding.ts';
import type { CorpusHeader, CorpusPart } from './corpus-format.ts';

/** `tolerance`: absent, the default of the placement. */
export function replayCell(header: CorpusHeader, part: CorpusPart, tolerance?: number): GateCell {
  const { scenario, placement } = part;
  const wishes = wishesOf({
    only: `scenario=${scenario}`,
    placement,
    ...(tolerance !== undefined && { tolerance }),
  });
  const [cell] = planGate(wishes, machineOf(header)).cells;
  if (cell === undefined)
    throw new Error(`${part.name}: there is no ${scenario} any more; take the corpus again`);
  return cell;
}

function machineOf({ machine }: CorpusHeader): Machine {
  const nobody = (): never => {
    throw new Error('a replay starts nothing');
  };
  return {
    helperPath: '',
    helperMissing: 'a replay needs none',
    allowedCpus: [...Array(machine.cpuCount).keys()],
    inFlightLimit: null,
    socketBufferBytes: 212_992,
    nofile: { soft: 1024, hard: 1_048_576 },
    clock: { costNs: machine.clock.cost_ns, quantumNs: machine.clock.quantum_ns },
    tryHelper: nobody,
    diagnoseSelf: nobody,
  };
}
