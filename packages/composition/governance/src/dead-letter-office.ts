import {
  actorId,
  type DeadLetter,
  type DeadLetters,
  type Digest,
  derivedId,
  type EventId,
  type IdSource,
  type Json,
  type LetterFilter,
  type LetterReason,
  streamId,
  subjectRef,
  type TenantId,
  type Vault,
} from '@civigrid/kernel';
import { refusal } from './governance-error.ts';

/** Input that was refused. */
export interface RefusedInput {
  /** Where it came from, in the town's own words. */
  readonly source: string;
  /** The input's own key; the same input is kept once. */
  readonly key: string;
  /** UTC milliseconds. */
  readonly at: number;
  /** Codes and places; nothing of what was said. */
  readonly reasons: readonly LetterReason[];
  /** The input itself; sealed before it is kept. */
  readonly input: Json;
}

/** Keeps what was refused, sealed, with its reason (死信), until somebody has handled it. */
export interface LetterDesk {
  /** The oldest first. */
  list(filter?: Omit<LetterFilter, 'tenant'>): Promise<readonly DeadLetter[]>;
  /** The input of a letter, or that it was forgotten. Refuses an unknown one with `governance/unknown-letter`. */
  open(id: string): Promise<Json | 'forgotten'>;
  /** After it was handled. */
  remove(id: string): Promise<void>;
  /** Keeps what the host itself could not read; gives the letter's id. */
  keep(refused: RefusedInput): Promise<string>;
}

/** The desk, and what only the town does with it. */
export interface DeadLetterOffice extends LetterDesk {
  /** Removes what has been kept as long as it must be, at most once a day of `now`. */
  sweep(now: number): Promise<void>;
}

/** What the office stands on. */
export interface DeadLetterOfficePorts {
  readonly tenant: TenantId;
  readonly deadLetters: DeadLetters;
  readonly vault: Vault;
  readonly digest: Digest;
  readonly ids: IdSource;
  /** How long a letter is kept at least. */
  readonly retentionMs: number;
}

const purpose = 'dead-letter';
const day = 86_400_000;

/** Each letter has a subject of its own, so that one can be forgotten without the others. */
export function deadLetterOffice(ports: DeadLetterOfficePorts): DeadLetterOffice {
  const { tenant, deadLetters, vault, digest, ids, retentionMs } = ports;
  const stream = streamId('tenant', 'dead-letters');
  const context = (id: string) => ({ tenant, stream, event: id as EventId, schema: 1 });
  let swept = Number.NEGATIVE_INFINITY;

  const list: LetterDesk['list'] = async (filter = {}) =>
    [...(await deadLetters.list({ ...filter, tenant }))].sort(
      (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1),
    );

  async function find(id: string): Promise<DeadLetter> {
    const letter = (await deadLetters.list({ tenant })).find((each) => each.id === id);
    if (letter !== undefined) return letter;
    throw refusal('governance/unknown-letter', 'No such letter is kept.', { letter: id });
  }

  async function remove(id: string): Promise<void> {
    const { sealed } = await find(id);
    await deadLetters.remove(id);
    for (const { subject } of sealed) await vault.destroy({ tenant, subject });
  }

  return {
    list,
    remove,
    keep: async ({ source, key, at, reasons, input }) => {
      // Escaped, so that a key that is no text of its own has one form too; without a time, so that each delivery has the same id.
      const parts = [source, JSON.stringify(key)];
      const id = derivedId({ tenant, at: 0, kind: 'letter', parts }, digest);
      const known = await deadLetters.list({ tenant, source });
      if (known.some((letter) => letter.id === id)) return id;
      const part = { subject: subjectRef(ids.next()), purpose, value: input };
      const sealed = await vault.seal([part], context(id));
      const keepUntil = at + retentionMs;
      await deadLetters.keep({ id, tenant, source, at, keepUntil, reasons, sealed });
      return id;
    },
    open: async (id) => {
      const [part] = (await find(id)).sealed;
      if (part === undefined) return 'forgotten';
      return vault.open(part, context(id), { actor: actorId('letters'), purpose });
    },
    sweep: async (now) => {
      if (now < swept + day) return;
      swept = now;
      for (const { id, keepUntil } of await list()) if (keepUntil < now) await remove(id);
    },
  };
}
