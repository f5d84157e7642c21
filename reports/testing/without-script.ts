// SPDX-License-Identifier: Apache-2.0
// A page without the script that is ours, for tests of what a result put into it: it must be there once, word for word.

import { pageScript } from '../page/index.ts';

const whole = `<script>${pageScript}</script>`;

/** Data for copying goes too: JSON strings, which nothing runs; html.test.ts holds that they cannot end early. */
export function withoutScript(html: string): string {
  const parts = html.split(whole);
  if (parts.length !== 2) throw new Error(`the page has its script ${parts.length - 1} times`);
  return parts.join('').replace(/<script type="application\/json">"[^<]*"<\/script>/g, '');
}
