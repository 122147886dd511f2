import { createHash } from 'node:crypto';
import {
  actorId,
  type Clock,
  type CommandMeta,
  commandHandler,
  commandId,
  correlationId,
  type Decider,
  type Digest,
  DomainError,
  type Fact,
  type Handling,
  memoryStore,
  memoryVault,
  type Store,
  streamId,
  subjectRef,
  tenantId,
} from '@civigrid/kernel';

export const digest: Digest = {
  sha256: (content) => new Uint8Array(createHash('sha256').update(content).digest()),
};

export const tenant = tenantId('LS');
export const lamp = streamId('device', 'lamp-7');
export const resident = subjectRef('subject-1');

export function movableClock(start: number): Clock & { at: number } {
  return {
    at: start,
    now() {
      return this.at;
    },
  };
}

/** A street lamp: it is reported, repaired, and looked after again if nobody has repaired it in time. */
export interface Lamp {
  readonly reports: number;
  readonly broken: boolean;
  readonly reminders: number;
  readonly since: number;
}

export type LampCommand =
  | { readonly type: 'report'; readonly at: number; readonly words?: string }
  | { readonly type: 'repair'; readonly at: number }
  | { readonly type: 'remind'; readonly at: number };

export interface LampFact extends Fact {
  readonly type: 'lamps/reported' | 'lamps/repaired' | 'lamps/reminded';
  readonly data: { readonly reports: number };
}

export const reminderMs = 60_000;

const lampDecider: Decider<Lamp, LampCommand, LampFact> = {
  initial: { reports: 0, broken: false, reminders: 0, since: 0 },
  decide: (command, lampState) => {
    const data = { reports: lampState.reports };
    switch (command.type) {
      case 'report': {
        const personal =
          command.words === undefined
            ? {}
            : { personal: [{ subject: resident, purpose: 'statement', value: command.words }] };
        return [
          {
            type: 'lamps/reported',
            schema: 1,
            data: { reports: lampState.reports + 1 },
            ...personal,
          },
        ];
      }
      case 'repair':
        if (!lampState.broken)
          throw new DomainError('lamps/not-broken', 'Only a broken lamp can be repaired.');
        return [{ type: 'lamps/repaired', schema: 1, data }];
      case 'remind':
        if (!lampState.broken || command.at < lampState.since + reminderMs) return [];
        return [{ type: 'lamps/reminded', schema: 1, data }];
    }
  },
  evolve: (lampState, happened) => {
    switch (happened.type) {
      case 'lamps/reported':
        return {
          ...lampState,
          reports: happened.data.reports,
          broken: true,
          since: lampState.broken ? lampState.since : happened.at,
        };
      case 'lamps/repaired':
        return { ...lampState, broken: false };
      case 'lamps/reminded':
        return { ...lampState, reminders: lampState.reminders + 1, since: happened.at };
    }
  },
};

export const lampHandling: Handling<Lamp, LampCommand, LampFact> = {
  decider: lampDecider,
  wakes: (lampState) =>
    lampState.broken ? [{ name: 'remind', at: lampState.since + reminderMs }] : [],
};

let made = 0;

export function meta(at: number, more: Partial<CommandMeta> = {}): CommandMeta {
  made++;
  return {
    id: commandId(`00000000-0000-7000-8000-${String(made).padStart(12, '0')}`),
    tenant,
    at,
    actor: actorId('resident'),
    correlation: correlationId('matter-1'),
    ...more,
  };
}

export function world(store: Store = memoryStore({ digest, clock: movableClock(0) })) {
  const vault = memoryVault();
  return { store, vault, handler: commandHandler({ store, vault, digest }) };
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
