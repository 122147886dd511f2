import type { Clock, SealedFiles } from '@civigrid/kernel';
import { archiveDamagePromises } from './archive-damage-promises.ts';
import { archivePromises } from './archive-promises.ts';
import { type ArchivedStore, eventsPerFile, sealAll } from './archived-day.ts';
import { brittleFiles } from './brittle-files.ts';
import { type ContractCase, contract, type Fixture } from './contract.ts';
import { morning } from './samples.ts';

/** On what the suite wants a store to be made. */
export interface ArchiveSettings {
  readonly files: SealedFiles;
  /** Goes on with every event; a store that stamps by a clock of its own may leave it. */
  readonly clock: Clock;
  /** A sealed file holds at most so many events. */
  readonly eventsPerFile: number;
}

/**
 * What every `Archive` promises: `read` and `readLog` answer as before, files adjoin and can be read by anybody,
 * damage is found, and whatever breaks off loses and doubles nothing.
 */
export function archiveContract(
  make: (settings: ArchiveSettings) => Fixture<ArchivedStore> | Promise<Fixture<ArchivedStore>>,
): readonly ContractCase[] {
  return contract(
    async () => {
      const files = brittleFiles();
      let now = morning;
      const clock: Clock = { now: () => ++now };
      const { port, close } = await make({ files, clock, eventsPerFile });
      const both = { port: { store: port, files } };
      return close === undefined ? both : { ...both, close };
    },
    { ...archivePromises, ...archiveDamagePromises },
  );
}

/** A store that seals everything after every append: it must keep every promise of an event store. */
export function sealingEverything<Whole extends ArchivedStore>(store: Whole): Whole {
  return {
    ...store,
    append: async (asked) => {
      const answer = await store.append(asked);
      await sealAll(store, asked.tenant);
      return answer;
    },
  };
}
