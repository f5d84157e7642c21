// SPDX-License-Identifier: Apache-2.0
// Runs in the reader's browser: the mark next to the pointer says what it is; with the keyboard, buttons go from mark to
// mark.
/// <reference lib="dom" />

import { addButton, tell } from './figure-tools.ts';

/** How near the pointer must be, in pixels: a finger is wider than a mark. */
function tipReach(): number {
  return 28;
}

/** One tip for the page: only one is read at a time. */
function tipBox(): HTMLElement {
  const found = document.getElementById('tip');
  if (found !== null) return found;
  const box = document.createElement('div');
  box.id = 'tip';
  box.hidden = true;
  // What it says is told by the row of buttons as well.
  box.setAttribute('aria-hidden', 'true');
  document.body.append(box);
  return box;
}

export function hideTip(): void {
  tipBox().hidden = true;
  for (const mark of document.querySelectorAll('.pointed')) mark.classList.remove('pointed');
}

function wordsOfMark(mark: Element): string {
  return [mark.getAttribute('data-arm'), mark.getAttribute('data-tip')]
    .filter((part) => part !== null)
    .join(': ');
}

function showTip(mark: Element): void {
  hideTip();
  const box = tipBox();
  const place = mark.getBoundingClientRect();
  box.textContent = wordsOfMark(mark);
  box.hidden = false;
  mark.classList.add('pointed');
  const room = document.documentElement.clientWidth - box.offsetWidth - 8;
  box.style.left = `${String(window.scrollX + Math.max(8, Math.min(place.right + 8, room)))}px`;
  box.style.top = `${String(window.scrollY + Math.max(8, place.top - box.offsetHeight - 8))}px`;
}

function nearestMark(marks: readonly Element[], x: number, y: number): Element | undefined {
  let nearest: Element | undefined;
  let least = tipReach();
  for (const mark of marks) {
    const { left, right, top, bottom, width, height } = mark.getBoundingClientRect();
    if (width === 0 && height === 0) continue;
    const distance = Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2);
    if (distance < least) [nearest, least] = [mark, distance];
  }
  return nearest;
}

export function enlivenTips(): void {
  for (const figure of document.querySelectorAll('figure')) {
    const marks = [...figure.querySelectorAll('svg [data-tip]')];
    const svg = figure.querySelector('svg');
    if (svg === null || marks.length === 0) continue;
    const point = ({ clientX, clientY }: PointerEvent): void => {
      const mark = nearestMark(marks, clientX, clientY);
      if (mark === undefined) hideTip();
      else if (!mark.classList.contains('pointed')) showTip(mark);
    };
    svg.addEventListener('pointermove', point);
    svg.addEventListener('pointerdown', point);
    svg.addEventListener('pointerleave', hideTip);
    let at = -1;
    const step = (by: number): void => {
      const shown = marks.filter((mark) => mark.getClientRects().length > 0);
      at = (at + by + shown.length) % Math.max(shown.length, 1);
      const mark = shown[at];
      if (mark === undefined) return;
      showTip(mark);
      tell(figure, `${String(at + 1)} of ${String(shown.length)}: ${wordsOfMark(mark)}`);
    };
    addButton(figure, 'Previous mark', () => {
      step(at < 0 ? 0 : -1);
    });
    addButton(figure, 'Next mark', () => {
      step(1);
    });
  }
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hideTip();
  });
}

export const tipFunctions = [tipReach, tipBox, hideTip, wordsOfMark, showTip, nearestMark, enlivenTips];
