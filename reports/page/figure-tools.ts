// SPDX-License-Identifier: Apache-2.0
// Runs in the reader's browser: what every enlivened figure needs, its row of buttons and the line that tells what they did.
/// <reference lib="dom" />

/** The row of buttons below a figure's picture, made when the first button comes. */
export function toolsOf(figure: Element): HTMLElement {
  const found = figure.querySelector<HTMLElement>('.tools');
  if (found !== null) return found;
  const tools = document.createElement('div');
  tools.className = 'tools';
  const status = document.createElement('span');
  status.setAttribute('role', 'status');
  tools.append(status);
  figure.querySelector('figcaption')?.before(tools);
  return tools;
}

export function addButton(figure: Element, words: string, act: (button: HTMLButtonElement) => void): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words;
  button.addEventListener('click', () => {
    act(button);
  });
  toolsOf(figure).lastElementChild?.before(button);
}

/** A screen reader says it, the eye finds it beside the buttons. */
export function tell(figure: Element, words: string): void {
  const status = toolsOf(figure).lastElementChild;
  if (status !== null) status.textContent = words;
}

export const toolFunctions = [toolsOf, addButton, tell];
