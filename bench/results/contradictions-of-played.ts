// SPDX-License-Identifier: Apache-2.0
// What no schema can say of what was played: nobody is as expected who was not seen so, or different without a reason.

import { firstFault } from './first-fault.ts';
import type { ClaimOutcome } from './claim-outcome.ts';
import type { ActOutcome, HazardOutcome, PermissionOutcome, PlayedResults } from './played.ts';

export function findContradictionOfPlayed({ hazards, permissions, claims }: PlayedResults): string | null {
  return (
    firstFault(hazards, 'hazards', hazardFault, ' ') ??
    firstFault(permissions, 'permissions', permissionFault, ' ') ??
    firstFault(claims, 'claims', claimFault, ' ')
  );
}

function hazardFault({ naive, ours }: HazardOutcome): string | null {
  return actFault(naive) ?? actFault(ours);
}

function actFault({ status, seen, expected, why }: ActOutcome): string | null {
  if (status !== 'as-expected' && why === '') return `is ${status}, and nobody says why`;
  const isSeen = Object.keys(expected).every((key) => key in seen);
  return status === 'as-expected' && !isSeen ? 'is as expected, though nothing was seen of it' : null;
}

function permissionFault({ pull, push, cause, expected, status, why }: PermissionOutcome): string | null {
  if (status !== 'as-expected' && why === '') return `is ${status}, and nobody says why`;
  const isSame = pull === expected.pull && push === expected.push && cause === expected.cause;
  return status === 'as-expected' && !isSame ? 'is as expected, and is not what was expected' : null;
}

function claimFault({ verdict, parts }: ClaimOutcome): string | null {
  const isWrong = parts.some(({ role, status }) => role === 'core' && status === 'different');
  return isWrong && verdict.startsWith('holds') ? `is said to be ${verdict} against one of its own parts` : null;
}
