import type { CaseOrder, GovernanceOptions, Notification, Town } from '@civigrid/governance';
import { governance } from '@civigrid/governance';
import { actorId, type CaseId } from '@civigrid/kernel';
import { type SyntheticStreet, syntheticStreet } from '@civigrid/testing/street';

export const minute = 60_000;
export const hour = 60 * minute;

/** A town in which a story happens, and whom it has told what. */
export interface Scenario {
  readonly street: SyntheticStreet;
  readonly town: Town;
  readonly told: Notification[];
  /** Beijing time on the street's day, a Monday: `clock('09:30')`, or so many days later. */
  clock(time: string, days?: number): number;
  /** A point well inside a cell. */
  inside(grid: string): readonly [number, number];
  /** What somebody does with a case. */
  does(who: string, id: CaseId, order: CaseOrder, at: number): Promise<void>;
}

/** The whole synthetic street, always the same for its seed. */
export async function scenario(
  seed: string,
  more: (street: SyntheticStreet) => Partial<GovernanceOptions> = () => ({}),
): Promise<Scenario> {
  const street = syntheticStreet({ seed });
  const { cells: grid, routing, roster, ladders, dayFrom } = street;
  const town = await governance({ grid, routing, roster, ladders, ...more(street) });
  const told: Notification[] = [];
  town.on('notification', (each) => told.push(each));
  return {
    street,
    town,
    told,
    clock: (time, days = 0) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return dayFrom + days * 24 * hour + hours * hour + minutes * minute;
    },
    inside: (code) => {
      const cell = grid.features.find(({ properties }) => properties.code === code);
      const [ring = []] = cell?.geometry?.coordinates ?? [];
      const corners = ring.slice(0, -1) as readonly (readonly [number, number])[];
      const mean = (axis: 0 | 1) =>
        corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
      return [mean(0), mean(1)];
    },
    does: async (who, id, order, at) => {
      await town.cases.perform(id, order, { actor: actorId(who), at });
      await town.idle();
    },
  };
}

/** A sentence of a story: if it does not hold, it is named. */
async function sentence<Result>(words: string, act: () => Result): Promise<Awaited<Result>> {
  try {
    return await act();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${words}: ${why}`, { cause });
  }
}

/** How things stand before. */
export const given: typeof sentence = sentence;
/** What somebody does. */
export const when: typeof sentence = sentence;
/** What follows; not called `then`, which would make a promise of this module. */
export const follows: typeof sentence = sentence;
