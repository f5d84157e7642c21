// SPDX-License-Identifier: Apache-2.0
// One section of a Markdown page.

/** From its title to before the next one; '' where there is none. */
export function sectionOf(markdown: string, title: string): string {
  const [, found = ''] = new RegExp(`^(## ${title}\n[^]*?)\n(?=## )`, 'm').exec(markdown) ?? [];
  return found;
}
