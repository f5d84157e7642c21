// SPDX-License-Identifier: Apache-2.0
// The same picture in fewer bytes: Vega writes every mark as if it stood alone, and a page carries dozens of charts. Paths
// have a file of their own (short-path.ts).

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

export function compactSvg(svg: string): string {
  const bare = svg
    // In tags only: a name in a text may read like an attribute.
    .replace(/<[^>]*>/g, (tag) => tag.replace(' opacity="1"', ''))
    // The ground of a group that has neither a colour nor a frame, and a foreground that is not shown.
    .replace(/<path class="background" d="[^"]*"\/>/g, '')
    .replace(/<path class="foreground" d="" display="none"\/>/g, '')
    // Vega's own names of parts, which no style and no script asks for.
    .replace(/<(?:g|path)[^>]*>/g, (tag) => tag.replace(/ class="[^"]*"/, ''));
  return liftFont(bare).replace(
    /<g([^>]*)>((?:<(?:path|line|rect)[^>]*\/>|<text[^>]*>(?:[^<]|<\/?tspan[^>]*>)*<\/text>)+)<\/g>/g,
    (_, group: string, children: string) => liftAttributes(group, children),
  );
}

/** The font, where all texts have the same. */
function liftFont(svg: string): string {
  const font = / font-family="[^"]*"/;
  const [own, ...others] = new Set(
    (svg.match(/<text[^>]*>/g) ?? []).flatMap((tag) => font.exec(tag)?.[0] ?? []),
  );
  if (own === undefined || others.length > 0) return svg;
  return svg
    .replace(/<text[^>]*>/g, (tag) => tag.replace(own, ''))
    .replace(/^<svg[^>]*(?=>)/, (opening) => opening + own);
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
