// SPDX-License-Identifier: Apache-2.0
// What an article tells in figures of what was played: what was seen of a hazard; hazards and permissions of each status, pulls and pushes that were allowed.

import { statusOfHazard } from '../../bench/results/played-status.ts';
import type { PermissionOutcome, PlayedStatus } from '../../bench/results/played.ts';
import type { Result } from '../../bench/results/result.ts';
import { formatCount } from '../../reports/format.ts';
import { isRefusal, whoPlayed } from '../../reports/played-words.ts';
import type { Unit } from './article-units.ts';
import { figuresOf } from './article-units.ts';

export function countsOfPlayed({ played }: Pick<Result, 'played'>, { under, cell }: Unit): readonly string[] {
  if (played === undefined) return [];
  const [section = '', topic = ''] = under;
  const own = figuresOf(whoPlayed(played));
  if (section === '## Ten claims') return own;
  if (section === '## Hazards') {
    const id = /^`([^`]+)`/.exec(cell?.name ?? '')?.[1];
    const named = played.hazards.filter((hazard) => hazard.id === id);
    return [
      ...own,
      ...ofStatuses(played.hazards.map(statusOfHazard)),
      ...named.flatMap(({ naive, ours }) => [naive, ours].flatMap(({ seen }) => Object.values(seen))),
    ];
  }
  const isOfPermissions =
    section === '## Permissions' || topic.startsWith('### Question 6:') || section.startsWith('## Which');
  if (!isOfPermissions) return [];
  const { permissions } = played;
  return [...own, ...ofStatuses(permissions.map(({ status }) => status)), ...ofCalls(permissions)];
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
    expected.filter(({ id, pull, push }) => id !== 'oneself' && pull === 'ok' && push === 'ok'),
    expected.filter(({ pull, push }) => isRefusal(pull) && push === 'ok'),
  ].map(({ length }) => formatCount(length));
}
