// SPDX-License-Identifier: Apache-2.0
// Pictures as their pixels say: the right size, with every letter on them, light, and from nothing but the SVG.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { decode } from 'fast-png';
import { buildReport, cardSize, drawCard } from '../../reports/index.ts';
import { exampleInput } from '../../reports/testing/example-result.ts';
import type { Result } from '../results/result.ts';
import { pictureFiles } from './picture-files.ts';
import { loadRasteriser } from './rasteriser.ts';

const { result } = exampleInput();

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: ArrayLike<number>;
}

async function draw(svg: string, scale = 1): Promise<Pixels> {
  return decode((await loadRasteriser())(svg, scale));
}

/** Pixels that are not white, of those that `where` chooses. */
function inkOf(
  { width, height, channels, data }: Pixels,
  where: (x: number, y: number) => boolean = () => true,
): number {
  let count = 0;
  for (let at = 0; at < width * height; at += 1) {
    const isWhite = [0, 1, 2].every((channel) => data[at * channels + channel] === 255);
    if (!isWhite && where(at % width, Math.floor(at / width))) count += 1;
  }
  return count;
}

const small = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#ffffff"/>${content}</svg>`;
const letter = (character: string, weight: string): string =>
  small(
    `<text x="5" y="30" font-size="24" font-weight="${weight}" font-family="Helvetica">${character}</text>`,
  );

test('the card has its size, and its text is on it', async () => {
  const svg = drawCard(result);
  const [card, withoutText] = [await draw(svg), await draw(svg.replace(/<text.*<\/text>/g, ''))];
  assert.deepEqual({ width: card.width, height: card.height }, cardSize);
  assert.ok(inkOf(withoutText) > 1000);
  assert.ok(inkOf(card) > inkOf(withoutText) + 10_000);
});

test('every chart becomes a picture of twice its size', async () => {
  const files = await buildReport(exampleInput());
  const pictures = pictureFiles(files, result, await loadRasteriser());
  const charts = files.filter(({ path }) => path.endsWith('.svg'));
  assert.deepEqual(
    pictures.map(({ path }) => path),
    [...charts.map(({ path }) => path.replace('.svg', '.png')), 'card.png'],
  );
  for (const [index, { content }] of charts.entries()) {
    const picture = decode(pictures[index]?.content as Uint8Array);
    const [, width = '', height = ''] = /^<svg[^>]* width="([^"]*)" height="([^"]*)"/.exec(content) ?? [];
    assert.ok(Math.abs(picture.width - 2 * Number(width)) <= 1, content.slice(0, 200));
    assert.ok(Math.abs(picture.height - 2 * Number(height)) <= 1, content.slice(0, 200));
    assert.ok(inkOf(picture) > 1000);
  }
});

test('drawing twice gives the same bytes', async () => {
  const rasterise = await loadRasteriser();
  assert.deepEqual(rasterise(drawCard(result), 1), rasterise(drawCard(result), 1));
});

test('the font has the letters that reports use, and a box for others', async () => {
  const box = await draw(letter('\u{10fffd}', 'normal'));
  const seen = new Set<string>();
  for (const character of 'µ≤≥×–—…−·→’●○�éЖλ') {
    for (const weight of ['normal', 'bold']) {
      const drawn = await draw(letter(character, weight));
      assert.notDeepEqual(drawn.data, box.data, character);
      assert.ok(inkOf(drawn) > 0, character);
      seen.add(Buffer.from(Uint8Array.from(drawn.data)).toString('base64'));
    }
  }
  // Regular and bold differ in all but the replacement character and marks without weight.
  assert.ok(seen.size > 25, String(seen.size));
  assert.deepEqual((await draw(letter('漢', 'normal'))).data, box.data);
});

test('nothing is written into the margins, whatever the names', async () => {
  for (const name of ['W'.repeat(400), '"!fijlt'.repeat(80), 'Щ漢é€'.repeat(100)]) {
    const longer = JSON.parse(
      JSON.stringify(result)
        .replaceAll('"pidfd_getfd"', JSON.stringify(name))
        .replaceAll('"Example CPU 3000"', JSON.stringify(name)),
    ) as Result;
    const inMargin = (x: number): boolean => x < 56 || x >= cardSize.width - 56;
    assert.equal(inkOf(await draw(drawCard(longer)), inMargin), 0, name.slice(0, 9));
  }
});

test('a style for dark pages does not darken a picture', async () => {
  const style = '<style>@media (prefers-color-scheme: dark) { rect { fill: #000000 } }</style>';
  assert.equal(inkOf(await draw(small(style))), 0);
  assert.ok(inkOf(await draw(small('<style>rect { fill: #000000 }</style>'))) > 0);
});

test('a picture takes nothing from the machine', async () => {
  const here = fileURLToPath(new URL('../../../docs/examples/gate/charts/gate-ratios.svg', import.meta.url));
  const image = (href: string): string => small(`<image href="${href}" width="60" height="40"/>`);
  const own = (await loadRasteriser())(drawCard(result), 1);
  const inside = `data:image/png;base64,${Buffer.from(own).toString('base64')}`;
  assert.ok(inkOf(await draw(image(inside))) > 0);
  for (const href of [here, `file://${here}`]) {
    assert.equal(inkOf(await draw(image(href))), 0);
  }
});
