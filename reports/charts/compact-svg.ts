// SPDX-License-Identifier: Apache-2.0
// The same picture in fewer bytes: Vega writes every mark as if it stood alone, and a page carries dozens of charts.

/** Attributes that a child has from its group where it has none of its own. */
const inherited = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
];
/** Of a path, from which on a tenth of a pixel is enough; a symbol has fewer. */
const manyPoints = 9;

export function compactSvg(svg: string): string {
  const bare = svg
    .replace(/ opacity="1"/g, '')
    // The ground of a group without size, and a foreground that is not shown.
    .replace(/<path class="background" d="M0,0h0v0h0Z"\/>/g, '')
    .replace(/<path class="foreground" d="" display="none"\/>/g, '')
    .replace(/ d="(M[-\d.,MLZ]*)"/g, (_, path: string) => ` d="${compactPath(path)}"`);
  return liftFont(bare).replace(
    /<g([^>]*)>((?:<(?:path|line|rect)[^>]*\/>|<text[^>]*>(?:[^<]|<\/?tspan[^>]*>)*<\/text>)+)<\/g>/g,
    (_, group: string, children: string) => liftAttributes(group, children),
  );
}

/** The font, where all texts have the same. */
function liftFont(svg: string): string {
  const fonts = new Set(svg.match(/ font-family="[^"]*"/g));
  const [font] = fonts;
  if (font === undefined || fonts.size > 1) return svg;
  return svg.replaceAll(font, '').replace(/^<svg[^>]*(?=>)/, (opening) => opening + font);
}

/** What all children of a group have alike is said once, by the group. */
function liftAttributes(group: string, children: string): string {
  const tags = children.match(/<(?:path|line|rect|text)[^>]*>/g) ?? [];
  const lifted = inherited.flatMap((name) => {
    const own = new Set(tags.map((tag) => new RegExp(` ${name}="[^"]*"`).exec(tag)?.[0]));
    const [attribute] = own;
    const isCommon = tags.length > 1 && own.size === 1 && !group.includes(` ${name}="`);
    return isCommon && attribute !== undefined ? [attribute] : [];
  });
  const rest = children.replace(/<(?:path|line|rect|text)[^>]*>/g, (tag) =>
    lifted.reduce((shorter, attribute) => shorter.replace(attribute, ''), tag),
  );
  return `<g${group}${lifted.join('')}>${rest}</g>`;
}

/** Steps instead of places, in tenths of a pixel, rounded before the step is taken: so no error adds up. */
function compactPath(path: string): string {
  const commands = [...path.matchAll(/([MLZ])([^MLZ]*)/g)];
  if (commands.length < manyPoints) return path;
  let [fromX, fromY] = [0, 0];
  let [startX, startY] = [0, 0];
  const steps = commands.map(([, command = '', place = '']) => {
    if (command === 'Z') {
      [fromX, fromY] = [startX, startY];
      return 'Z';
    }
    const [x = 0, y = 0] = place.split(',').map((part) => Math.round(Number(part) * 10));
    const [stepX, stepY] = [x - fromX, y - fromY];
    [fromX, fromY] = [x, y];
    if (command === 'M') {
      [startX, startY] = [x, y];
      return `M${tenths(x)},${tenths(y)}`;
    }
    if (stepX === 0) return stepY === 0 ? '' : `v${tenths(stepY)}`;
    return stepY === 0 ? `h${tenths(stepX)}` : `l${tenths(stepX)},${tenths(stepY)}`;
  });
  return steps.join('');
}

function tenths(count: number): string {
  return String(count / 10).replace(/^(-?)0\./, '$1.');
}
