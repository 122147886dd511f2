import type { Json } from '@civigrid/kernel';
import { refusal } from './governance-error.ts';
import type { DeviceDesk, TrackerSnapshot } from './intake/ingest.ts';
import type { TownParts } from './town-parts.ts';

/** How far a host has come with its inputs, with whatever it wants to remember. */
export interface IntakeCheckpoint {
  readonly upTo: number;
  /** Stands in the store as it is: nothing personal. */
  readonly note: Json;
}

/** Where the intake of a town stands. */
export interface TownIntake {
  load(): Promise<IntakeCheckpoint | undefined>;
  save(upTo: number, note: Json): Promise<void>;
  /** Gives the trackers what they knew at the last checkpoint. */
  restore(): Promise<void>;
}

type Kept = { readonly devices: TrackerSnapshot; readonly note: Json };

function isKept(snapshot: unknown): snapshot is Kept {
  if (typeof snapshot !== 'object' || snapshot === null) return false;
  const { devices, note } = snapshot as { readonly devices?: unknown; readonly note?: unknown };
  return (
    note !== undefined &&
    typeof devices === 'object' &&
    devices !== null &&
    'tracker' in devices &&
    'keys' in devices &&
    Array.isArray(devices.keys)
  );
}

/** Keeps the intake's checkpoint with the state of the alarms. Refuses one of another form with `governance/invalid-checkpoint`. */
export function townIntake({ store, tenant }: TownParts, machines: DeviceDesk): TownIntake {
  const group = `${tenant}/intake`;

  async function kept(): Promise<(Kept & { readonly upTo: number }) | undefined> {
    const checkpoint = await store.progress.load(group, 0);
    if (checkpoint === undefined) return undefined;
    const { upTo, snapshot } = checkpoint;
    if (!isKept(snapshot))
      throw refusal('governance/invalid-checkpoint', 'The checkpoint was not written by a town.');
    return { ...(snapshot as Kept), upTo };
  }

  return {
    load: async () => {
      const found = await kept();
      return found && { upTo: found.upTo, note: found.note };
    },
    save: async (upTo, note) => {
      const snapshot: Kept = { devices: await machines.snapshot(), note };
      await store.progress.save(group, 0, upTo, snapshot as unknown as Json);
    },
    restore: async () => {
      const found = await kept();
      if (found !== undefined) machines.restore(found.devices);
    },
  };
}
