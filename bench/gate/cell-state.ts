// SPDX-License-Identifier: Apache-2.0
// What a pass knows of one cell so far: its launches, and for each endpoint the looks, the doubts, and why it is
// INVALID.

import type { Doubt } from '../results/doubt.ts';
import type { Look, Reason } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import { examine } from '../validity/index.ts';
import type { BlockSource, GateCell } from './gate-cell.ts';
import type { LookedAt } from './judge-look.ts';
import { reasonsToInvalidate } from './rules/index.ts';
import { suspectOf } from './suspect.ts';

export class CellState {
  readonly cell: GateCell;
  readonly launches: LaunchSummary[] = [];
  /** By endpoint id, as the two below. */
  readonly looks: Map<string, Look[]>;
  readonly invalid = new Map<string, Reason[]>();
  readonly doubts = new Map<string, Doubt[]>();
  private asked = 0;

  constructor(cell: GateCell) {
    this.cell = cell;
    this.looks = new Map(cell.endpoints.map(({ id }) => [id, []]));
  }

  /** More blocks do not mend what is INVALID; and blocks are measured whole, so that ends the cell. */
  isOpen(): boolean {
    return this.invalid.size === 0 && this.cell.endpoints.some(({ id }) => this.isUndecided(id));
  }

  /** Whether look k waits for more blocks. Counted as asked for: where every arm was given up, none come. */
  waitsFor(k: number): boolean {
    return this.asked < (this.cell.looks[k]?.blocks ?? 0);
  }

  /** At most `most` of the blocks that look k waits for. */
  async extend(source: BlockSource, k: number, most: number): Promise<void> {
    const count = Math.min(most, (this.cell.looks[k]?.blocks ?? 0) - this.asked);
    this.asked += count;
    this.launches.push(...(await source.next(this.cell, count)));
  }

  /** What look k judges. A decision once made stays: only INVALID can still come. */
  openEndpoints(k: number): OpenEndpoint[] {
    const look = this.cell.looks[k];
    if (look === undefined || !this.isOpen()) return [];
    return this.cell.endpoints
      .filter(({ id }) => this.isUndecided(id))
      .map((endpoint) => {
        const suspect = suspectOf(this.cell, endpoint, {
          launches: this.launches,
          blocksPlanned: look.blocks,
        });
        const doubts = examine(suspect);
        this.doubts.set(endpoint.id, doubts);
        const logRatios = (suspect.ratios ?? []).map(({ logRatio }) => logRatio);
        const isWeakened = doubts.some(({ weight }) => weight === 'weakens');
        return { endpoint, alpha: look.alpha, logRatios, isWeakened, state: this };
      });
  }

  add(id: string, look: Look): void {
    this.looks.get(id)?.push(look);
  }

  checkValid(isOver: boolean): void {
    for (const endpoint of this.cell.endpoints) {
      const reasons = reasonsToInvalidate({ cell: this.cell, endpoint, launches: this.launches, isOver });
      if (reasons.length > 0) this.invalid.set(endpoint.id, reasons);
    }
  }

  close(): void {
    this.checkValid(true);
  }

  private isUndecided(id: string): boolean {
    return (this.looks.get(id)?.at(-1)?.decision ?? 'OPEN') === 'OPEN';
  }
}

interface OpenEndpoint extends LookedAt {
  readonly state: CellState;
}
