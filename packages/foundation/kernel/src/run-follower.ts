import type { Digest } from './digest.ts';
import type { Recorded } from './envelope.ts';
import type { TenantId } from './ids.ts';
import {
  closingLine,
  nextSeal,
  parsedHeader,
  type RecordLineIssueCode,
  type RunHeader,
  runBegins,
} from './record-run.ts';
import { longestLine, parsedRecorded } from './recorded-line.ts';

/** What a line turned out to be. */
type Followed =
  | { readonly found: 'header'; readonly header: RunHeader }
  | { readonly found: 'event'; readonly event: Recorded }
  | { readonly found: 'closed' }
  /** Behind a defect, up to the next header. */
  | { readonly found: 'passed over' }
  | { readonly found: 'issue'; readonly code: RecordLineIssueCode; readonly position?: number };

/** Follows the lines of runs, one after another. */
export interface RunFollower {
  take(line: string): Followed;
  /** What the end of the lines says: a run that is still open was cut. */
  end(): RecordLineIssueCode | undefined;
  /** Whether a line would begin a run while another one is still open. */
  interrupts(line: string): boolean;
  /** Passes over the rest of the run. */
  abandon(): void;
}

/** A follower that takes no run of another tenant. */
export function runFollower(tenant: TenantId, digest: Digest): RunFollower {
  let state: 'outside' | 'inside' | 'lost' = 'outside';
  let run: RunHeader = { tenant, partition: 0, from: 1, to: 1 };
  let next = 1;
  let seal = '';

  function lost(code: RecordLineIssueCode, position?: number): Followed {
    state = 'lost';
    return { found: 'issue', code, ...(position === undefined ? {} : { position }) };
  }

  function begin(line: string): Followed {
    const header = parsedHeader(line);
    if (typeof header === 'string') return lost(header);
    run = header;
    if (header.tenant !== tenant) return lost('kernel/other-tenant');
    state = 'inside';
    next = header.from;
    seal = '';
    return { found: 'header', header };
  }

  function close(line: string): Followed {
    if (line !== closingLine(run.to - run.from + 1, seal))
      return lost('kernel/record-seal-broken', run.to);
    state = 'outside';
    return { found: 'closed' };
  }

  function follow(line: string): Followed {
    const event = parsedRecorded(line);
    // A closing line before its time: what stood between was taken out.
    if (event === undefined)
      return lost(
        line.startsWith('{"count":') ? 'kernel/record-cut' : 'kernel/not-a-record-line',
        next,
      );
    const { partition, position } = event;
    if (event.tenant !== tenant || partition !== run.partition || position !== next)
      return lost('kernel/not-of-this-run', next);
    next++;
    seal = nextSeal(seal, event.digest, digest);
    return { found: 'event', event };
  }

  return {
    take: (line) => {
      if (line.length > longestLine)
        return state === 'lost'
          ? { found: 'passed over' }
          : lost('kernel/record-line-too-long', state === 'inside' ? next : undefined);
      if (line.startsWith(runBegins)) return begin(line);
      if (state === 'lost') return { found: 'passed over' };
      // What follows the last line feed of a file.
      if (state === 'outside') return line === '' ? { found: 'passed over' } : begin(line);
      return next > run.to ? close(line) : follow(line);
    },
    end: () => (state === 'inside' ? 'kernel/record-cut' : undefined),
    interrupts: (line) => state === 'inside' && line.startsWith(runBegins),
    abandon: () => {
      state = 'lost';
    },
  };
}
