// SPDX-License-Identifier: Apache-2.0
// How a tool's output ended: enough to see the cause, short enough for an error message.

const tailLines = 20;

export function tailOf(log: string): string {
  return log.trimEnd().split('\n').slice(-tailLines).join('\n');
}
