import { createHash } from 'node:crypto';
import { type DivisionCommand, type DivisionEvent, divisionDecider } from '@civigrid/grid/division';
import {
  actorId,
  commandHandler,
  commandId,
  correlationId,
  type Decider,
  fold,
  type Happened,
  memoryStore,
  memoryVault,
  partitionOf,
  step,
  streamId,
  tenantId,
} from '@civigrid/kernel';

const digest = {
  sha256: (content: string | Uint8Array) =>
    new Uint8Array(createHash('sha256').update(content).digest()),
};
const everything: Decider<readonly Happened<DivisionEvent>[], never, DivisionEvent> = {
  initial: [],
  decide: () => [],
  evolve: (before, happened) => [...before, happened],
};

/** The record of one street's division; a host takes `@civigrid/store-sqlite` instead of the memory. */
export function divisionRecord(street: string) {
  const store = memoryStore({ digest, clock: { now: () => 0 } });
  const { handle } = commandHandler({ store, vault: memoryVault(), digest });
  const [tenant, stream] = [tenantId(street), streamId('division', street)];
  let given = 0;
  return {
    /** Decides commands one after the other and writes down the facts. */
    async enact(commands: readonly DivisionCommand[]): Promise<void> {
      for (const command of commands) {
        const at = ++given;
        const id = commandId(`00000000-0000-8000-8000-${String(at).padStart(12, '0')}`);
        const [actor, correlation] = [actorId(`${street}/office`), correlationId('division')];
        const handling = { decider: divisionDecider };
        const order = {
          handling,
          stream,
          partition: partitionOf(street),
          command: { ...command, at },
        };
        await handle({ id, tenant, at, actor, correlation }, [step(order)]);
      }
    },
    /** All facts, for `divisionTimeline`. */
    facts: async () => (await fold(everything, store.read(tenant, stream))).state,
  };
}
