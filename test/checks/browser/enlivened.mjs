// SPDX-License-Identifier: Apache-2.0
// What the script adds does what it says: tips by pointer and by keyboard, arms off and on, rows sorted, figures copied.

import { opened } from './opened.mjs';

export const enlivened = {
  name: 'tips, toggles, sorting, copying',
  async complaintsOf(browser, { example, load }) {
    const options = {
      viewport: { width: 1200, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    };
    const parts = { tips, keys, toggles, sorting, copying };
    const found = [];
    for (const [name, part] of Object.entries(parts)) {
      const complaints = await opened(
        browser,
        name === 'sorting' ? load : example,
        options,
        async (page, messages) => [...(await part(page)), ...messages],
      );
      found.push(...complaints.map((complaint) => `${name}: ${complaint}`));
    }
    return found;
  },
};

const forest = '#figure-ratio-forest';

async function tips(page) {
  const mark = page.locator(`${forest} [data-tip]`).first();
  await mark.scrollIntoViewIfNeeded();
  const words = await mark.getAttribute('data-tip');
  const { x, y, width, height } = await mark.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  const shown = await page.locator('#tip').textContent();
  const found = shown.endsWith(words) ? [] : [`the mark says "${words}", the tip "${shown}"`];
  await page.keyboard.press('Escape');
  if (await page.locator('#tip').isVisible()) found.push('Escape does not close it');
  return found;
}

async function keys(page) {
  const next = page.locator(`${forest} button`, { hasText: 'Next mark' });
  await next.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const words = await page.locator(`${forest} [data-tip]`).nth(1).getAttribute('data-tip');
  const status = await page.locator(`${forest} [role=status]`).textContent();
  return status.includes(words) ? [] : [`the second mark says "${words}", the status "${status}"`];
}

async function toggles(page) {
  const figure = page.locator('figure', { has: page.locator('[data-arm]') }).first();
  const button = figure.locator('button[aria-pressed]').first();
  const marks = figure.locator(`[data-arm="${await button.textContent()}"]`);
  const hidden = () => marks.evaluateAll((all) => all.filter((mark) => mark.style.display === 'none').length);
  const count = await marks.count();
  await button.click();
  const [after, pressed] = [await hidden(), await button.getAttribute('aria-pressed')];
  await button.click();
  const again = await hidden();
  const found = [];
  if (count < 2) found.push(`an arm has only ${String(count)} marks`);
  if (after !== count || pressed !== 'false')
    found.push(`${String(after)} of ${String(count)} hidden, ${pressed}`);
  if (again !== 0) found.push(`${String(again)} of ${String(count)} still hidden`);
  return found;
}

/** The first group of rows that is not in order as it stands. */
async function sorting(page) {
  const table = page.locator('table', { has: page.locator('thead th:nth-child(3) button') }).first();
  const cells = () =>
    table
      .locator('tbody')
      .first()
      .locator('tr td:nth-child(3)')
      .evaluateAll((all) => all.map((cell) => cell.textContent));
  const button = table.locator('thead th:nth-child(3) button');
  const before = await cells();
  await button.click();
  const rising = await cells();
  const state = await table.locator('thead th:nth-child(3)').getAttribute('aria-sort');
  await button.click();
  const falling = await cells();
  await button.click();
  const restored = await cells();
  const found = [];
  if (state !== 'ascending') found.push(`aria-sort is ${String(state)}`);
  if (rising.join() === falling.join()) found.push(`rising is falling: ${rising.join(' | ')}`);
  if (restored.join() !== before.join()) found.push('the third time does not restore the order');
  return found;
}

async function copying(page) {
  const found = [];
  const pasted = () => page.evaluate(() => globalThis.navigator.clipboard.readText());
  for (const [what, begin] of [
    ['SVG', '<svg '],
    ['data', 'tip,'],
  ]) {
    await page.locator(`${forest} button`, { hasText: `Copy ${what}` }).click();
    await page
      .locator(`${forest} [role=status]`, { hasText: `${what} is in the clipboard` })
      .waitFor({ timeout: 5000 });
    const text = await pasted();
    if (!text.startsWith(begin)) found.push(`${what} begins with ${text.slice(0, 40)}`);
  }
  return found;
}
