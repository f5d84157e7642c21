// SPDX-License-Identifier: Apache-2.0
// The content security policy holds: a script or a handler that somebody puts in does not run. In a twin without the policy
// both do, so the check can fail.

import { opened } from './opened.mjs';
import { twin } from './pages.mjs';

export const policy = {
  name: 'the policy lets nothing foreign run',
  async complaintsOf(browser, { example }) {
    const bare = twin(example, 'without-policy.html', (html) =>
      html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''),
    );
    const [held, free] = [await intruders(browser, example), await intruders(browser, bare)];
    return [
      ...held.map((name) => `ran: ${name}`),
      ...(free.length === 3 ? [] : [`without a policy only these ran: ${free.join(', ') || 'none'}`]),
    ];
  },
};

/** Which of the ways in were open. */
function intruders(browser, url) {
  return opened(browser, url, {}, (page) =>
    page.evaluate(async () => {
      const { document } = globalThis;
      globalThis.ran = [];
      const script = document.createElement('script');
      script.textContent = "ran.push('an inline script')";
      document.body.append(script);
      const button = document.createElement('button');
      button.setAttribute('onclick', "ran.push('a handler in an attribute')");
      document.body.append(button);
      button.click();
      // Not eval itself, which a debugger's evaluation is always allowed: a timer compiles its text later, by itself.
      globalThis.setTimeout("ran.push('text compiled as code')");
      await new Promise((resolve) => globalThis.setTimeout(resolve, 50));
      return globalThis.ran;
    }),
  );
}
