// SPDX-License-Identifier: Apache-2.0
// The JSON line of a role. It may come from another revision or somebody else's program, so nothing
// of it is believed before it has been looked at.

import type { Failure, RoleReport } from '../results/result.ts';

export const helperProtocol = 1;

export type ParsedReport =
  | { readonly kind: 'report'; readonly report: RoleReport }
  | { readonly kind: 'protocol'; readonly version: string }
  | { readonly kind: 'garbage'; readonly reason: string };

/** The report of a `donor` or `receiver`. */
export function parseRoleReport(output: string): ParsedReport {
  const line = parseLine(output);
  return line.kind === 'line' ? checkReport(line.value) : line;
}

/** Both reports out of the one line of `launch`. */
export function parseLaunchReport(output: string): {
  readonly donor: ParsedReport;
  readonly receiver: ParsedReport;
} {
  const line = parseLine(output);
  if (line.kind !== 'line') return { donor: line, receiver: line };
  return { donor: checkReport(line.value['donor']), receiver: checkReport(line.value['receiver']) };
}

export type Fields = Readonly<Record<string, unknown>>;
type ParsedLine =
  { readonly kind: 'line'; readonly value: Fields } | Exclude<ParsedReport, { kind: 'report' }>;

export function parseLine(output: string): ParsedLine {
  const text = output.trim();
  if (text === '') return { kind: 'garbage', reason: 'it printed nothing' };
  try {
    const value: unknown = JSON.parse(text);
    if (!isFields(value)) return garbage(text);
    if (value['protocol'] !== helperProtocol)
      return { kind: 'protocol', version: excerpt(value['protocol']) };
    return { kind: 'line', value };
  } catch {
    return garbage(text);
  }
}

function checkReport(value: unknown): ParsedReport {
  if (value === null || value === undefined) return { kind: 'garbage', reason: 'this role has no report' };
  if (!isFields(value)) return garbage(JSON.stringify(value));
  const report = pickReport(value);
  const wrong = wrongField(report, { ...roleShape, ...optionalShape(report) });
  return wrong ?? { kind: 'report', report: report as unknown as RoleReport };
}

/** What is expected where: a type's name, a list of words, or nested fields. "|null" allows null. */
export type Shape = { readonly [field: string]: string | readonly string[] | Shape };

export const roleShape = {
  protocol: 'number',
  role: ['donor', 'receiver'],
  status: ['ok', 'failed', 'unsupported'],
  pid: 'number',
  cpu: 'number',
  transfers: 'number',
  messages: 'number',
  oracle: {
    verdict: ['pass', 'fail', 'not-run'],
    method: 'string',
    received_count: 'number',
    identity_checked: 'number',
    description_checked: 'number',
    wrong_identity: 'number',
    wrong_description: 'number',
    not_close_on_exec: 'number',
    open_before: 'number',
    open_after: 'number',
    complaint: 'string',
  },
  usage: {
    user_ns: 'number',
    system_ns: 'number',
    voluntary_switches: 'number',
    involuntary_switches: 'number',
    minor_faults: 'number',
    major_faults: 'number',
    migrations: 'number|null',
    max_rss_bytes: 'number',
  },
  clock: { cost_ns: 'number', quantum_ns: 'number' },
} as const satisfies Shape;

/** Each is said by a helper that was told to do such a thing, and by no other (docs/helper-protocol.md). */
const optional: Shape = {
  injected_ns: 'number',
  outcomes: { held: 'number', lost: 'number', stale: 'number' },
  closed_count: 'number',
  execs: 'number',
  threads: { rounds: 'number', span_ns: 'number' },
  work: { requests: 'number', busy_ns: 'number', span_ns: 'number' },
};

function optionalShape(value: Fields): Shape {
  return Object.fromEntries(Object.entries(optional).filter(([field]) => field in value));
}

/** Only the fields of the protocol: what else a helper prints is not stored. */
function pickReport(value: Fields): Fields {
  return { ...pick(value, roleShape), ...pick(value, optionalShape(value)), error: errorOf(value) };
}

export function errorOf({ error }: Fields): Failure | null {
  if (!isFields(error)) return null;
  const text = (field: string): string => excerpt(error[field], 2000);
  return { code: text('code'), operation: text('operation'), text: text('text') };
}

/** null: every field is as it should be. */
export function wrongField(value: Fields, fields: Shape): (ParsedReport & { kind: 'garbage' }) | null {
  const wrong = firstWrong(value, fields, '');
  return wrong === null
    ? null
    : { kind: 'garbage', reason: `the field "${wrong}" is missing or of the wrong type` };
}

export function pick(value: Fields, fields: Shape): Fields {
  const entries = Object.entries(fields).map(([field, expected]) => {
    const found = value[field];
    return [field, isNested(expected) && isFields(found) ? pick(found, expected) : found] as const;
  });
  return Object.fromEntries(entries);
}

export function firstWrong(value: Fields, fields: Shape, path: string): string | null {
  for (const [field, expected] of Object.entries(fields)) {
    const found = value[field];
    if (isNested(expected)) {
      const nested = isFields(found) ? firstWrong(found, expected, `${path}${field}.`) : path + field;
      if (nested !== null) return nested;
    } else if (!fits(found, expected)) return path + field;
  }
  return null;
}

function fits(value: unknown, expected: string | readonly string[]): boolean {
  if (typeof expected !== 'string') return typeof value === 'string' && expected.includes(value);
  if (value === null) return expected.endsWith('|null');
  if (typeof value === 'number') return expected.startsWith('number') && Number.isFinite(value);
  return typeof value === expected;
}

function isNested(expected: Shape[string]): expected is Shape {
  return typeof expected === 'object' && !Array.isArray(expected);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function garbage(text: string): ParsedReport & { kind: 'garbage' } {
  return { kind: 'garbage', reason: `it printed "${excerpt(text)}" instead of its JSON line` };
}

export function excerpt(value: unknown, limit = 120): string {
  const text = typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}
