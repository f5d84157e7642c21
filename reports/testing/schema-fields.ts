// SPDX-License-Identifier: Apache-2.0
// What docs/result.schema.json leaves free: every text and every number by its place, so that tests can put into each what
// nobody expects there, and a new field is in them from its first day.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../bench/project-root.ts';

export interface SchemaFields {
  /** "rows/*\/arm": texts that may be anything. */
  readonly texts: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Objects whose keys may be anything. */
  readonly maps: ReadonlySet<string>;
}

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

export function resultFields(): SchemaFields {
  const text = readFileSync(join(projectRoot, 'docs/result.schema.json'), 'utf8');
  const root = JSON.parse(text) as Node & { readonly $defs: Readonly<Record<string, Node>> };
  const [texts, numbers, maps] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const visit = (node: Node, path: string): void => {
    if (node.$ref !== undefined) visit(root.$defs[node.$ref.replace('#/$defs/', '')] ?? {}, path);
    for (const one of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) visit(one, path);
    const types = [node.type ?? []].flat();
    if (types.includes('string') && node.pattern === undefined) texts.add(path);
    if (types.includes('number') || types.includes('integer')) numbers.add(path);
    for (const [key, one] of Object.entries(node.properties ?? {})) visit(one, below(path, key));
    if (typeof node.additionalProperties === 'object') {
      maps.add(path);
      visit(node.additionalProperties, below(path, '{}'));
    }
    if (node.items !== undefined) visit(node.items, below(path, '*'));
  };
  visit(root, '');
  return { texts, numbers, maps };
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}/${key}`;
}

/** A copy with every leaf and every free key changed; both are told their place. */
export function mapFields(
  value: unknown,
  { maps }: Pick<SchemaFields, 'maps'>,
  change: (leaf: unknown, path: string) => unknown,
  path = '',
): unknown {
  if (Array.isArray(value)) return value.map((item) => mapFields(item, { maps }, change, below(path, '*')));
  if (typeof value !== 'object' || value === null) return change(value, path);
  const isMap = maps.has(path);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      isMap ? String(change(key, `${path} key`)) : key,
      mapFields(item, { maps }, change, below(path, isMap ? '{}' : key)),
    ]),
  );
}
