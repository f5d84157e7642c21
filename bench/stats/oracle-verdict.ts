// SPDX-License-Identifier: Apache-2.0
// What a role's oracle may be taken to say. A role that ended early has counted nothing to the end: its
// verdict then proves nothing, unless something wrong was seen before.

import type { RoleReport } from '../results/result.ts';

export type Verdict = RoleReport['oracle']['verdict'];

/** The protocol's error code for "everything ran, and the check failed". */
export const oracleErrorCode = 'ORACLE';

/** What the receive path itself refuses: descriptors lost, too many, or with a foreign control message. */
const lossCodes: readonly string[] = [
  'HANDOVER_FDS_TOO_FEW',
  'HANDOVER_FDS_TOO_MANY',
  'HANDOVER_CONTROL_TRUNCATED',
  'HANDOVER_CONTROL_FOREIGN',
  'HANDOVER_DATA_TRUNCATED',
];

export function oracleVerdict({ oracle, error }: Pick<RoleReport, 'oracle' | 'error'>): Verdict {
  const wrong = oracle.wrong_identity + oracle.wrong_description + oracle.not_close_on_exec;
  if (wrong > 0 || lossCodes.includes(error?.code ?? '')) return 'fail';
  return error === null || error.code === oracleErrorCode ? oracle.verdict : 'not-run';
}
