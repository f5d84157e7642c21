// SPDX-License-Identifier: Apache-2.0
// Reads HTML and XML more strictly than any browser: every < must begin a whole tag, every & an entity, every element must
// be closed where it was opened. What passes means the same to every reader.

import assert from 'node:assert/strict';

const voidElements = ['meta', 'link', 'br', 'hr', 'img', 'input'];
const rawElements = ['style', 'script'];
const tagPattern = /^<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+(?:\s*=\s*"[^"<>]*")?)*)\s*(\/?)>/;
const entityPattern = /^&(?:#\d{1,7}|amp|lt|gt|quot|apos);/;

/** Every "element" and "element attribute" that is in it. Throws where it is no such markup. */
export function vocabularyOf(markup: string, what: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open: string[] = [];
  let rest = markup.replace(/^(?:<!doctype html>|<\?xml [^<>]*\?>)/, '');
  while (rest !== '') {
    const raw = rawElements.find((element) => element === open.at(-1));
    const next = raw === undefined ? rest.search(/[<>&]/) : rest.indexOf(`</${raw}>`);
    if (next === -1) break;
    rest = rest.slice(next);
    const match = tagPattern.exec(rest) ?? entityPattern.exec(rest);
    assert.ok(match !== null, `${what}: no tag and no entity: ${rest.slice(0, 80)}`);
    const [whole, closing, name, attributes = '', selfClosing] = match;
    rest = rest.slice(whole.length);
    if (name === undefined) continue;
    if (closing === '/') assert.equal(open.pop(), name, `${what}: closed by another`);
    else if (selfClosing !== '/' && !voidElements.includes(name)) open.push(name);
    seen.add(name);
    for (const [, attribute] of attributes.matchAll(/([\w:-]+)(?:\s*=\s*"[^"]*")?/g)) {
      seen.add(`${name} ${attribute ?? ''}`);
    }
    for (const [, entities] of attributes.matchAll(/"([^"]*)"/g)) assertEntities(entities ?? '', what);
  }
  assert.deepEqual(open, [], `${what}: never closed`);
  return seen;
}

function assertEntities(text: string, what: string): void {
  for (const { index } of text.matchAll(/&/g)) {
    assert.match(text.slice(index), entityPattern, `${what}: an attribute holds a bare &`);
  }
}
