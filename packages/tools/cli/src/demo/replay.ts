import type { Town } from '@civigrid/governance';
import type { Store } from '@civigrid/kernel';
import { counted, type DayCounts, noEndings } from './counts.ts';
import type { Staff } from './staff.ts';
import { takeInput } from './take-input.ts';
import type { DayInput, DayWorld } from './world.ts';

/** How far a day has come; kept with the town's checkpoint. */
export type DayNote = {
  readonly world: string;
  readonly counts: DayCounts;
  /** Whether everything has been done that was to be done. */
  readonly done: boolean;
};

/** The note of a day that has come so far. */
export function noteOf({ id }: DayWorld, counts: DayCounts, done: boolean = false): DayNote {
  return { world: id, counts, done };
}

/** What a replay works with. */
export interface ReplayPorts {
  readonly town: Town;
  readonly store: Store;
  readonly world: DayWorld;
  /** Nobody acts where it is left out: the cases of a host stay open. */
  readonly staff?: Staff;
  readonly progress: (done: number) => void;
}

const every = 100;
/** How long after the last input the staff may go on. */
const afterglowMs = 60 * 86_400_000;

/** The same id from the same source is the same message, whatever its time. */
function nameOf({ key, report }: Extract<DayInput, { readonly kind: 'report' }>): string {
  return `${report.source ?? 'resident'}/${key}`;
}

/** Replays a day from where it stopped to its end; gives what became of its inputs. */
export async function replay(ports: ReplayPorts): Promise<DayNote> {
  const { town, store, world, staff, progress } = ports;
  const kept = await town.intake();
  const before = kept?.note as DayNote | undefined;
  if (before?.done === true) return before;
  let counts = before?.counts ?? noEndings;
  const from = kept?.upTo ?? 0;
  const first = new Map<string, number>();
  for (const [i, input] of world.inputs.entries())
    if (input.kind === 'report' && !first.has(nameOf(input))) first.set(nameOf(input), i);

  const note = (done: boolean): DayNote => noteOf(world, counts, done);

  const never = Number.POSITIVE_INFINITY;

  /** When a deadline falls due next, but for one that does not fire. */
  async function nextDue(stuck: number | undefined): Promise<number> {
    const due = await store.deadlines.next(town.tenant);
    return due === undefined || due === stuck ? never : due;
  }

  /** Everything that happens by itself until an instant: of what falls together, deadlines first, then people. */
  async function until(at: number): Promise<void> {
    let stuck: number | undefined;
    for (;;) {
      await staff?.watch();
      const act = staff?.next() ?? never;
      const due = await nextDue(stuck);
      if (Math.min(act, due) > at) return;
      if (act < due) await staff?.act();
      else if ((await town.tick(due)).fired === 0) stuck = due;
    }
  }

  let last = 0;
  for (const [i, input] of world.inputs.entries()) {
    last = Math.max(last, input.at);
    if (i < from) continue;
    await until(input.at);
    await town.tick(input.at);
    const again = input.kind === 'report' && (first.get(nameOf(input)) ?? i) < i;
    counts = counted(counts, await takeInput(town, input, again));
    progress(i + 1);
    if ((i + 1) % every === 0) await town.checkpoint(i + 1, note(false));
  }
  if (staff !== undefined) await until(last + afterglowMs);
  await town.checkpoint(world.inputs.length, note(true));
  return note(true);
}
