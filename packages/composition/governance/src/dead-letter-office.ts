import {
  type DeadLetter,
  type DeadLetters,
  type Digest,
  derivedId,
  type EventId,
  type Json,
  type LetterReason,
  streamId,
  subjectRef,
  type TenantId,
  type Vault,
} from '@civigrid/kernel';

/** Input that was refused. */
export interface RefusedInput {
  readonly source: string;
  /** The input's own key; the same input is kept once. */
  readonly key: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly reasons: readonly LetterReason[];
  /** The input itself; sealed before it is kept. */
  readonly input: Json;
}

/** Keeps what was refused, sealed, with its reason (死信). */
export interface DeadLetterOffice {
  /** Gives the letter's id. */
  keep(refused: RefusedInput): Promise<string>;
  /** The input of a letter, or that it was forgotten. */
  open(letter: DeadLetter): Promise<Json | 'forgotten'>;
}

/** What the office stands on. */
export interface DeadLetterOfficePorts {
  readonly tenant: TenantId;
  readonly deadLetters: DeadLetters;
  readonly vault: Vault;
  readonly digest: Digest;
  /** How long a letter is kept at least. */
  readonly retentionMs: number;
}

const purpose = 'dead-letter';

/** Each letter is a subject of its own, so that one can be forgotten without the others. */
export function deadLetterOffice(ports: DeadLetterOfficePorts): DeadLetterOffice {
  const { tenant, deadLetters, vault, digest, retentionMs } = ports;
  const stream = streamId('tenant', 'dead-letters');
  const context = (id: string) => ({ tenant, stream, event: id as EventId, schema: 1 });
  return {
    keep: async ({ source, key, at, reasons, input }) => {
      const id = derivedId({ tenant, at, kind: 'letter', parts: [source, key] }, digest);
      const part = { subject: subjectRef(`letter:${id}`), purpose, value: input };
      const sealed = await vault.seal([part], context(id));
      await deadLetters.keep({
        id,
        tenant,
        source,
        at,
        keepUntil: at + retentionMs,
        reasons,
        sealed,
      });
      return id;
    },
    open: async ({ id, sealed }) => {
      const [part] = sealed;
      if (part === undefined) return 'forgotten';
      return vault.open(part, context(id), { actor: 'governance' as never, purpose });
    },
  };
}
