import type { CommandIo } from './io.ts';

/** Shows how far something has come: on a terminal as a bar that moves, elsewhere a line at each quarter. */
export interface ProgressBar {
  at(done: number): void;
  end(): void;
}

const width = 28;

/** A bar over `total` steps, with a word in front. */
export function progressBar(io: CommandIo, label: string, total: number): ProgressBar {
  let shown = -1;
  const draw = (percent: number) => {
    const full = Math.round((percent * width) / 100);
    const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
    io.err(io.terminal ? `\r${label} ${bar} ${percent}%` : `${label} ${percent}%\n`);
  };
  return {
    at: (done) => {
      const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
      const step = io.terminal ? percent : percent - (percent % 25);
      if (step <= shown) return;
      shown = step;
      draw(step);
    },
    end: () => {
      if (shown < 100) draw(100);
      shown = 100;
      if (io.terminal) io.err('\n');
    },
  };
}
