// SPDX-License-Identifier: Apache-2.0
// A page opened in a browser of its own, and closed whatever happens.

/** Gives `use` the page, and what the browser complained about so far; answers with what `use` answers. */
export async function opened(browser, url, options, use) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== url) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return await use(page, complaints);
  } finally {
    await context.close();
  }
}
