import { governance } from '@civigrid/governance';
import type { MediaStore, Store, SubjectIndex, Vault } from '@civigrid/kernel';
import { nodeDigest, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { type DayNote, replay } from '../src/demo/replay.ts';
import { staff } from '../src/demo/staff.ts';
import { streetWorld } from '../src/demo/street-world.ts';
import type { DayWorld } from '../src/demo/world.ts';

/** The car on the fire lane, and a report from across the river that nobody can take: two inputs of the street's day. */
export function oneCaseWorld(): DayWorld {
  const world = streetWorld(undefined);
  const inputs = world.inputs.filter(
    (input) =>
      input.kind === 'report' &&
      (input.key === world.street?.stories.fireLane || input.report.text.startsWith('河对岸')),
  );
  return { ...world, inputs };
}

/** Everything that a case writes to. */
export interface WrittenPorts {
  readonly store: Store;
  readonly vault: Vault;
  readonly subjects: SubjectIndex;
  readonly media: MediaStore;
}

/** The same ports, with a point before and a point after every call that writes. */
export function withPoints(ports: WrittenPorts, point: (call: string) => void): WrittenPorts {
  const { store, vault, subjects, media } = ports;
  const { deadlines, progress, deadLetters } = store;
  const around =
    <Asked extends readonly unknown[], Result>(
      call: string,
      work: (...asked: Asked) => Promise<Result>,
    ) =>
    async (...asked: Asked): Promise<Result> => {
      point(`before ${call}`);
      const result = await work(...asked);
      point(`after ${call}`);
      return result;
    };
  return {
    store: {
      ...store,
      append: around('append', store.append),
      deadlines: {
        next: deadlines.next,
        claim: around('deadlines.claim', deadlines.claim),
        done: around('deadlines.done', deadlines.done),
      },
      progress: { load: progress.load, save: around('progress.save', progress.save) },
      deadLetters: {
        list: deadLetters.list,
        keep: around('deadLetters.keep', deadLetters.keep),
        remove: around('deadLetters.remove', deadLetters.remove),
      },
    },
    vault: {
      seal: around('vault.seal', vault.seal),
      open: vault.open,
      destroy: around('vault.destroy', vault.destroy),
    },
    subjects: {
      find: subjects.find,
      put: around('subjects.put', subjects.put),
      erase: around('subjects.erase', subjects.erase),
    },
    media: {
      get: media.get,
      put: around('media.put', media.put),
      destroy: around('media.destroy', media.destroy),
    },
  };
}

/** Runs the case over a file to its end, with the staff of the street, as the main job does. */
export async function runCase(
  file: string,
  world: DayWorld,
  point: (call: string) => void = () => undefined,
): Promise<DayNote> {
  const { street } = world;
  if (street === undefined) throw new Error('This world has no staff.');
  const opened = sqliteStore({ file });
  const vault = sqliteVault({ file: `${file}.keys` });
  const { subjects, media } = vault;
  const ports = withPoints({ store: opened, vault, subjects, media }, point);
  try {
    const digest = nodeDigest;
    const town = await governance({ ...world.options, ...ports, digest, leaseMs: 0 });
    const people = staff({ street, town, store: ports.store, digest, subjects: ports.subjects });
    const note = await replay({
      town,
      store: ports.store,
      world,
      staff: people,
      progress: () => undefined,
    });
    await town.close();
    return note;
  } finally {
    await opened.close();
    await vault.close();
  }
}
