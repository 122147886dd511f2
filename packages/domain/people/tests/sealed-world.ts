import { createHash } from 'node:crypto';
import {
  type ActorId,
  commandHandler,
  commandId,
  correlationId,
  type Decider,
  type Digest,
  type Fact,
  fold,
  type Happened,
  type Json,
  memoryStore,
  memoryVault,
  type Recorded,
  type SealedPart,
  type StreamId,
  type SubjectRef,
  step,
  tenantId,
} from '@civigrid/kernel';

const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};
const tenant = tenantId('SL');

/** A store and a vault in memory, and deciders that run on them as they do in a host. */
export function sealedWorld() {
  const store = memoryStore({ digest, clock: { now: () => 0 } });
  const vault = memoryVault();
  const handler = commandHandler({ store, vault, digest });
  let commands = 0;

  async function log(): Promise<readonly Recorded[]> {
    const all: Recorded[] = [];
    for (const { partition } of await store.heads(tenant))
      for await (const event of store.readLog(tenant, partition)) all.push(event);
    return all;
  }

  function stream<
    State,
    Command extends { readonly at: number; readonly actor: ActorId },
    Event extends Fact,
  >(decider: Decider<State, Command, Event>, id: StreamId) {
    const handling = { decider };
    let live = decider.initial;
    let version = 0;
    return {
      async give(...given: readonly Command[]) {
        for (const command of given) {
          commands++;
          const serial = String(commands).padStart(12, '0');
          const handled = await handler.handle(
            {
              id: commandId(`00000000-0000-7000-8000-${serial}`),
              tenant,
              at: command.at,
              actor: command.actor,
              correlation: correlationId('matter'),
            },
            [step({ handling, stream: id, partition: 0, command })],
          );
          if (handled.outcome !== 'appended') continue;
          for (const draft of handled.written.flatMap(({ drafts }) => drafts)) {
            version++;
            live = decider.evolve(live, { ...draft, version } as unknown as Happened<Event>);
          }
        }
      },
      live: () => live,
      replayed: async () => (await fold(decider, store.read(tenant, id))).state,
      open: (
        box: {
          readonly event: Recorded['id'];
          readonly schema: number;
          readonly sealed: SealedPart;
        },
        purpose: string,
        actor: ActorId,
      ): Promise<Json | 'forgotten'> =>
        vault.open(
          box.sealed,
          { tenant, stream: id, event: box.event, schema: box.schema },
          { actor, purpose },
        ),
    };
  }

  return {
    stream,
    log,
    /** Everything that the store holds, as one text. */
    text: async () => JSON.stringify(await log()),
    forget: (subject: SubjectRef) => vault.destroy({ tenant, subject }),
  };
}

/** Gives a fact what a store would; its personal parts become boxes that nobody opens. */
export function recordedFact<Event extends Fact>(
  fact: Event,
  place: { readonly at: number; readonly actor: ActorId; readonly version: number },
): Happened<Event> {
  const { personal, ...open } = fact;
  const sealed = (personal ?? []).map(({ subject, purpose }) => ({
    subject,
    purpose,
    key: 'key',
    nonce: '',
    box: 'box',
  }));
  return JSON.parse(
    JSON.stringify({
      ...open,
      ...place,
      id: `event-${place.version}`,
      correlation: 'matter',
      ...(sealed.length > 0 && { sealed }),
    }),
  ) as Happened<Event>;
}
