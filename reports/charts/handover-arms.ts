// SPDX-License-Identifier: Apache-2.0
// Arms of live handovers as the charts call and draw them: the colour tells the way of handing over, or whose program it
// is; the control is drawn as floors are.

import type { Arm } from '../../bench/results/result.ts';
import type { HandoverArm, HandoverScenario } from '../../scenarios/handover-scenario.ts';
import { labelsOfArms } from './arm-label.ts';
import type { ArmStyle } from './arm-style.ts';
import { stylesOfArms } from './arm-style.ts';

/** The mechanism whose colour and dash the control has. */
const floor = 'message_only';

export interface DrawnArm {
  readonly id: string;
  readonly label: string;
  readonly style: ArmStyle;
}

/** In the order of the scenario. */
export function drawnArms({ arms }: HandoverScenario): readonly DrawnArm[] {
  const asArms = arms.map((arm, index): Arm => ({
    id: arm.id,
    mechanism: index === 0 ? floor : wayOf(arm),
    variant: '',
    launchedBy: 'node',
    isFloor: false,
  }));
  const labels = labelsOfArms(asArms);
  const styles = stylesOfArms(asArms);
  return arms.flatMap(({ id }, index) => {
    const style = styles[index];
    return style === undefined ? [] : { id, label: labels.get(id) ?? '', style };
  });
}

/** Variants of one way share its colour. */
function wayOf({ id, gives, peer }: HandoverArm): string {
  return peer ?? (gives === '' ? id : gives.replace(/_emptied$/, ''));
}
