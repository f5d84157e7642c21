// SPDX-License-Identifier: Apache-2.0
// Progress of a calibration: which of its steps, how far, and about how long it still takes. A line that is drawn over
// on a terminal, a line now and then elsewhere.

import ora from 'ora';
import type { RunObserver } from '../run/keep-launches.ts';
import { formatSeconds } from './format.ts';
import { never, redrawMs, silentProgress } from './progress.ts';
import { skipText } from './skip-text.ts';
import type { Terminal } from './terminal.ts';

export interface Step {
  readonly name: string;
  readonly units: number;
  /** What a unit takes as long as none has been timed. */
  readonly secondsEach: number;
}

export interface CalibrateProgress {
  readonly begin: (step: Step) => void;
  /** So many units of the step are done; `note` is worth a line of its own. */
  readonly reached: (done: number, note?: string) => void;
  /** Draws between launches: see progress.ts. */
  readonly observer: RunObserver;
  readonly say: (line: string) => void;
  readonly end: () => void;
}

export function silentCalibration(): CalibrateProgress {
  const nothing = (): void => undefined;
  return { begin: nothing, reached: nothing, observer: silentProgress(), say: nothing, end: nothing };
}

/** `steps`: all that will be begun, in their order. */
export function showCalibration(steps: readonly Step[], terminal: Terminal): CalibrateProgress {
  const clock = new Clock(steps);
  const view = terminal.screen === null ? plainView(terminal) : drawnView(terminal.screen, terminal);
  return {
    begin: (step) => {
      clock.begin(step);
      view.draw(clock.line(), true);
    },
    reached: (done, note) => {
      const isQuarter = clock.reached(done);
      if (note !== undefined) view.say(`${clock.line()}: ${note}`);
      else view.draw(clock.line(), isQuarter);
    },
    observer: {
      ...silentProgress(),
      launchEnded: () => {
        view.draw(clock.line(), false);
      },
      skipped: (skip) => {
        view.say(skipText(skip));
      },
    },
    say: view.say,
    end: view.end,
  };
}

/** How long what is left takes: measured where a unit has been timed, guessed where none has. */
class Clock {
  private readonly steps: readonly Step[];
  private at: Step | undefined;
  private done = 0;
  private startedAt = 0;

  constructor(steps: readonly Step[]) {
    this.steps = steps;
  }

  begin(step: Step): void {
    [this.at, this.done, this.startedAt] = [step, 0, performance.now()];
  }

  /** Whether another quarter of the step is done. */
  reached(done: number): boolean {
    const quarters = (count: number): number => Math.floor((4 * count) / (this.at?.units ?? 1));
    const isQuarter = quarters(done) > quarters(this.done);
    this.done = done;
    return isQuarter;
  }

  line(): string {
    const { at, done } = this;
    if (at === undefined) return '';
    return `${at.name}, ${String(done)} of ${String(at.units)}, about ${formatSeconds(this.secondsLeft())} left`;
  }

  private secondsLeft(): number {
    const { at, done, steps } = this;
    if (at === undefined) return 0;
    const elapsed = (performance.now() - this.startedAt) / 1000;
    const each = done === 0 ? at.secondsEach : elapsed / done;
    const later = steps.slice(steps.indexOf(at) + 1);
    return later.reduce((sum, { units, secondsEach }) => sum + units * secondsEach, (at.units - done) * each);
  }
}

interface View {
  /** `isMilestone`: worth a line also where nothing can be drawn over. */
  readonly draw: (line: string, isMilestone: boolean) => void;
  readonly say: (line: string) => void;
  readonly end: () => void;
}

function plainView(terminal: Terminal): View {
  const say = (line: string): void => {
    terminal.err(`${line}\n`);
  };
  return {
    draw: (line, isMilestone) => {
      if (isMilestone) say(line);
    },
    say,
    end: () => undefined,
  };
}

function drawnView(screen: NodeJS.WriteStream, terminal: Terminal): View {
  const line = ora({ stream: screen, spinner: never, discardStdin: false, hideCursor: false });
  let drawnAt = -Infinity;
  return {
    draw: (text, isMilestone) => {
      if (!isMilestone && performance.now() - drawnAt < redrawMs) return;
      line.text = text;
      if (!line.isSpinning) line.start();
      line.render();
      drawnAt = performance.now();
    },
    say: (text) => {
      line.stop();
      terminal.err(`${text}\n`);
    },
    end: () => {
      line.stop();
    },
  };
}
