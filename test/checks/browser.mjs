// SPDX-License-Identifier: Apache-2.0
// The report page in Chromium, one claim a file in browser/. Its own check, because it needs a package of the system:
// installed when we may, else skipped loudly.

import { accessible } from './browser/accessible.mjs';
import { enlivened } from './browser/enlivened.mjs';
import { writePages } from './browser/pages.mjs';
import { policy } from './browser/policy.mjs';
import { quiet } from './browser/quiet.mjs';
import { withoutScript } from './browser/without-script.mjs';
import { requireProgram } from './system-package.mjs';
import { failure, NOTHING, plus, skip, success } from './totals.mjs';

const claims = [quiet, policy, accessible, withoutScript, enlivened];

export const browser = {
  name: 'browser',
  async run(context) {
    const reason = await requireProgram(context, 'chromium');
    if (reason !== undefined) return skip(context, reason);
    const pages = await writePages(context);
    const { chromium } = await import('playwright-core');
    const started = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--no-first-run',
      ],
    });
    try {
      let totals = NOTHING;
      for (const { name, complaintsOf } of claims) {
        const complaints = await complaintsOf(started, pages);
        for (const complaint of complaints) context.say(`${name}: ${complaint}`);
        totals = plus(totals, complaints.length === 0 ? success() : failure());
      }
      return totals;
    } finally {
      await started.close();
    }
  },
};
