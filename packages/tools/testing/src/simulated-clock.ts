import type { Clock } from '@civigrid/kernel';

/** A clock that stands still until the test moves it. */
export interface SimulatedClock extends Clock {
  /** Moves the clock by so many milliseconds and gives the new time; a negative number moves it back. */
  advance(ms: number): number;
  /** Puts the clock at an instant (UTC ms), also an earlier one. */
  set(at: number): void;
}

/** Makes a clock that shows `start` (UTC ms); it throws a plain `Error` for what is no whole millisecond. */
export function simulatedClock(start: number): SimulatedClock {
  const whole = (at: number): number => {
    if (!Number.isSafeInteger(at))
      throw new Error(`A simulated clock shows whole milliseconds, not ${at}.`);
    return at;
  };
  let time = whole(start);
  return {
    now: () => time,
    advance(ms) {
      time = whole(time + ms);
      return time;
    },
    set(at) {
      time = whole(at);
    },
  };
}
