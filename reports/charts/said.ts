// SPDX-License-Identifier: Apache-2.0
// What a mark says of itself. A value of a specification may have `tip`, its words, and `label`, its arm as the key calls
// it; both reach the drawing as data-tip and data-arm of the mark, for the page's script and for whoever reads the SVG.

import { escapeXml, printable } from '../escape.ts';

/** Words of a mark: what it is, its value, and its interval where it has one. */
export function tipOf(
  what: string,
  value: number,
  { lo, hi }: { readonly lo: number; readonly hi: number },
  say: (value: number) => string,
): string {
  const interval = lo === hi ? '' : ` (${say(lo)} to ${say(hi)})`;
  return printable(`${what}: ${say(value)}${interval}`);
}

type Json = Readonly<Record<string, unknown>>;

/** The way of both through Vega: its only text of a mark that reaches the SVG is the description. */
const separator = '\u001f';

/** The specification with a description for each mark whose values have words or an arm. Marks are single points; of what
 * is drawn as one path only the arm is known. */
export function withSaid(spec: object): object {
  return part(spec as Json, undefined);
}

const lists = ['layer', 'concat', 'hconcat', 'vconcat'] as const;
/** Other marks stand beside a point that says it already. */
const speaking = new Set(['point', 'bar', 'rect']);

function part(spec: Json, inherited: readonly Json[] | undefined): Json {
  const values = valuesOf(spec) ?? inherited;
  const whole = { ...spec };
  for (const list of lists) {
    const parts = whole[list];
    if (Array.isArray(parts)) whole[list] = parts.map((each) => part(each as Json, values));
  }
  if (valuesOf(spec) !== undefined) {
    whole['data'] = { values: values?.map((value) => ({ ...value, said: saidOf(value) })) };
  }
  return isSaid(spec, values) ? described(whole) : whole;
}

function valuesOf({ data }: Json): readonly Json[] | undefined {
  const { values } = (data ?? {}) as { readonly values?: readonly Json[] };
  return values;
}

function saidOf({ label, tip }: Json): string {
  return [label, tip].map((text) => (typeof text === 'string' ? printable(text) : '')).join(separator);
}

function isSaid(spec: Json, values: readonly Json[] = []): boolean {
  return spec['mark'] !== undefined && values.some((value) => 'label' in value || 'tip' in value);
}

function described(spec: Json): Json {
  const mark = spec['mark'] as Json;
  const field = speaking.has(String(mark['type'])) ? 'said' : 'label';
  return {
    ...spec,
    mark: { ...mark, aria: true },
    encoding: { ...(spec['encoding'] as Json), description: { field, type: 'nominal' } },
  };
}

/** A tag without what Vega says to screen readers, who have the chart's description; a mark has data-arm and data-tip. */
export function withSaidAttributes(tag: string): string {
  const isMark = / aria-roledescription="\w+ mark"/.test(tag);
  const said = isMark ? (/ aria-label="([^"]*)"/.exec(tag)?.[1] ?? '') : '';
  const [arm = '', tip = ''] = unescaped(said).split(separator);
  const attributes =
    (arm === '' || arm === 'undefined' ? '' : ` data-arm="${escapeXml(arm)}"`) +
    (tip === '' ? '' : ` data-tip="${escapeXml(tip)}"`);
  return tag.replace(/ aria-[a-z]+="[^"]*"/g, '').replace(/(?=\/?>$)/, () => attributes);
}

/** As Vega escapes attributes. */
function unescaped(attribute: string): string {
  return attribute
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
