// SPDX-License-Identifier: Apache-2.0
// A reporter for node:test that writes one word a test: passed, failed or skipped. From events and not from
// the summary's text, which differs from one Node to the next.

import { resolve } from 'node:path';

/** The word for one event, or undefined when it is none of a test (a suite only sums its tests up). */
export function wordFor({ type, data }) {
  if (type !== 'test:pass' && type !== 'test:fail') return undefined;
  if (data.skip !== undefined) return 'skipped';
  if (data.todo !== undefined) return 'skipped';
  if (type === 'test:fail') return suiteOfFailedTests(data) ? undefined : 'failed';
  if (data.details?.type === 'suite') return undefined;
  // A file that holds no test is reported as one passed test with the file's name. It proves nothing.
  return isWholeFile(data) ? 'failed' : 'passed';
}

/** A suite whose own hook fails has no failed test to count; one that merely sums up has. */
function suiteOfFailedTests(data) {
  return data.details?.type === 'suite' && data.details.error?.failureType === 'subtestsFailed';
}

function isWholeFile(data) {
  return data.nesting === 0 && data.file !== undefined && resolve(data.name) === data.file;
}

export default async function* countingReporter(source) {
  for await (const event of source) {
    const word = wordFor(event);
    if (word !== undefined) yield `${word}\n`;
  }
}
