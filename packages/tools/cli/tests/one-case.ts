import { governance } from '@civigrid/governance';
import { gridHierarchy } from '@civigrid/grid';
import type { MediaStore, Store, SubjectIndex, Vault } from '@civigrid/kernel';
import { nodeDigest, sqliteStore, sqliteVault } from '@civigrid/store-sqlite';
import { type SyntheticStreet, staffPlan } from '@civigrid/testing/street';
import { type DayNote, replay } from '../src/demo/replay.ts';
import { staff } from '../src/demo/staff.ts';
import { streetWorld } from '../src/demo/street-world.ts';
import type { DayInput, DayWorld } from '../src/demo/world.ts';

/** A car on the fire lane, and a report from across the river that nobody can take: plain data, to be handed to a process. */
export interface OneCase {
  readonly seed: string;
  /** The street with the community of the fire lane, and no other. */
  readonly cells: SyntheticStreet['cells'];
  readonly options: Pick<DayWorld['options'], 'routing' | 'roster' | 'ladders'>;
  readonly inputs: readonly DayInput[];
}

/** Takes it out of the street's day. */
export function oneCase(): OneCase {
  const { street, inputs, options } = streetWorld(undefined);
  if (street === undefined) throw new Error('This day has no street.');
  const { routing, roster, ladders } = options;
  const features = street.cells.features.filter(({ properties: { code } }) =>
    /^LS(\.02(\..*)?)?$/.test(code),
  );
  return {
    seed: street.seed,
    cells: { ...street.cells, features },
    options: {
      routing,
      ...(roster === undefined ? {} : { roster }),
      ...(ladders === undefined ? {} : { ladders }),
    },
    inputs: inputs.filter(
      (input) =>
        input.kind === 'report' &&
        (input.key === street.stories.fireLane || input.report.text.startsWith('河对岸')),
    ),
  };
}

/** Everything that a case writes to. */
interface WrittenPorts {
  readonly store: Store;
  readonly vault: Vault;
  readonly subjects: SubjectIndex;
  readonly media: MediaStore;
}

/** The same ports, with a point before and a point after every call that writes. */
function withPoints(ports: WrittenPorts, point: (call: string) => void): WrittenPorts {
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
  { seed, cells, options, inputs }: OneCase,
  point: (call: string) => void = () => undefined,
): Promise<DayNote> {
  const grid = gridHierarchy(cells);
  const opened = sqliteStore({ file });
  const keys = sqliteVault({ file: `${file}.keys` });
  const { subjects, media } = keys;
  const ports = withPoints({ store: opened, vault: keys, subjects, media }, point);
  const { store } = ports;
  const digest = nodeDigest;
  try {
    const town = await governance({ ...options, grid, ...ports, digest, leaseMs: 0 });
    const street = {
      staffPlan: (key: string, role: string) => staffPlan(seed, key, role),
    };
    const people = staff({ street, town, store, digest, subjects: ports.subjects });
    const world = { id: 'one-case', options: { ...options, grid }, inputs };
    const progress = () => undefined;
    const note = await replay({ town, store, world, staff: people, progress });
    await town.close();
    return note;
  } finally {
    await opened.close();
    await keys.close();
  }
}
