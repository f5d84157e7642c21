// SPDX-License-Identifier: Apache-2.0
// What an article counts of what was played: hazards and permissions of each status, pulls and pushes that were allowed.

import type { PermissionOutcome, PlayedStatus } from '../../bench/results/played.ts';
import type { Result } from '../../bench/results/result.ts';
import { formatCount } from '../../reports/format.ts';
import { statusOf } from '../../reports/article/hazards.ts';
import type { Unit } from './article-units.ts';

export function countsOfPlayed({ played }: Pick<Result, 'played'>, { under }: Unit): readonly string[] {
  if (played === undefined) return [];
  const [section = '', topic = ''] = under;
  if (section === '## Hazards') return ofStatuses(played.hazards.map(statusOf));
  const isOfPermissions =
    section === '## Permissions' || topic.startsWith('### Question 6:') || section.startsWith('## Which');
  if (!isOfPermissions) return [];
  const { permissions } = played;
  return [...ofStatuses(permissions.map(({ status }) => status)), ...ofCalls(permissions)];
}

function ofStatuses(statuses: readonly PlayedStatus[]): readonly string[] {
  const all: readonly PlayedStatus[] = ['as-expected', 'different', 'not-possible'];
  return all.map((status) => formatCount(statuses.filter((one) => one === status).length));
}

function ofCalls(permissions: readonly PermissionOutcome[]): readonly string[] {
  const tried = permissions.filter(({ status }) => status !== 'not-possible');
  const expected = permissions.filter(({ status }) => status === 'as-expected');
  return [
    tried,
    tried.filter(({ pull }) => pull === 'ok'),
    tried.filter(({ push }) => push === 'ok'),
    expected.filter(({ pull, push }) => pull === 'ok' && push === 'ok'),
    expected.filter(({ pull, push }) => pull !== 'ok' && push === 'ok'),
  ].map(({ length }) => formatCount(length));
}
