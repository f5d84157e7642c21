// SPDX-License-Identifier: Apache-2.0
// The script of report.html, and the policy that lets the browser run it and nothing else. The page is whole without it.
// It is made of this folder's functions as they stand, so that they are checked like all other code; each file lists its own.

import { createHash } from 'node:crypto';
import { copyingFunctions, enlivenCopying } from './copying.ts';
import { toolFunctions } from './figure-tools.ts';
import { enlivenTables, sortingFunctions } from './sorting.ts';
import { enlivenTips, tipFunctions } from './tips.ts';
import { enlivenToggles, toggleFunctions } from './toggles.ts';

const functions = [
  ...toolFunctions,
  ...tipFunctions,
  ...toggleFunctions,
  ...sortingFunctions,
  ...copyingFunctions,
];

/** In the order in which their buttons stand. */
const starts = [enlivenTips, enlivenToggles, enlivenCopying, enlivenTables];

/** The text between the script tags. */
export const pageScript = `
(() => {
"use strict";
${functions.map(String).join('\n')}
${starts.map(({ name }) => `${name}();`).join('\n')}
})();
`;

/** Of the page: its own style, its own script by its sha256, nothing from elsewhere. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; " +
  `script-src 'sha256-${createHash('sha256').update(pageScript).digest('base64')}'; base-uri 'none'; form-action 'none'`;
