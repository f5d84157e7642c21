// SPDX-License-Identifier: Apache-2.0
// The part of README.md that tells the published result.

import { sectionTitle } from './readme-section.ts';

/** From its title to before the next one; '' where there is none. */
export function resultsSection(readme: string): string {
  const [, found = ''] = new RegExp(`^(## ${sectionTitle}\n[^]*?)\n(?=## )`, 'm').exec(readme) ?? [];
  return found;
}
