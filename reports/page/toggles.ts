// SPDX-License-Identifier: Apache-2.0
// Runs in the reader's browser: a button for each arm of a chart hides its marks and shows them again.
/// <reference lib="dom" />

import { addButton, tell } from './figure-tools.ts';
import { hideTip } from './tips.ts';

export function enlivenToggles(): void {
  for (const figure of document.querySelectorAll('figure')) {
    const marks = [...figure.querySelectorAll<SVGElement>('svg [data-arm]')];
    const arms = [...new Set(marks.map((mark) => mark.getAttribute('data-arm') ?? ''))];
    if (arms.length < 2) continue;
    for (const arm of arms) {
      addButton(figure, arm, (button) => {
        const isShown = button.getAttribute('aria-pressed') === 'true';
        button.setAttribute('aria-pressed', String(!isShown));
        for (const mark of marks) {
          if (mark.getAttribute('data-arm') === arm) mark.style.display = isShown ? 'none' : '';
        }
        hideTip();
        tell(figure, `${arm} is ${isShown ? 'hidden' : 'shown'}`);
      });
    }
    for (const button of figure.querySelectorAll('.tools button')) {
      if (arms.includes(button.textContent)) button.setAttribute('aria-pressed', 'true');
    }
  }
}

export const toggleFunctions = [enlivenToggles];
