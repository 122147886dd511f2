import type { SealedPart } from './envelope.ts';
import type { PersonalPart } from './fact.ts';
import type { ActorId, EventId, StreamId, SubjectRef, TenantId } from './ids.ts';
import type { Json } from './json.ts';

/** What a box is bound to, so that it cannot be moved. */
export interface SealContext {
  readonly tenant: TenantId;
  readonly stream: StreamId;
  readonly event: EventId;
  /** As written: the schema of the fact when it was sealed. */
  readonly schema: number;
}

/** Who reads a personal part, and why: for the audit. */
export interface Reader {
  readonly actor: ActorId;
  readonly purpose: string;
}

/** Whom to forget: a person altogether, or in one stream. */
export interface Forgetting {
  readonly tenant: TenantId;
  readonly subject: SubjectRef;
  readonly stream?: StreamId;
}

/** The codes with which a vault refuses. */
export type VaultErrorCode = 'kernel/subject-forgotten' | 'kernel/box-broken';

/** Seals personal parts and opens them again, as long as nobody has forgotten the person (去标识化, 删除). */
export interface Vault {
  /** New keys are durable before it resolves; refuses a forgotten person with `kernel/subject-forgotten`. */
  seal(parts: readonly PersonalPart[], context: SealContext): Promise<readonly SealedPart[]>;
  /**
   * The value, or that its person was forgotten; refuses with `kernel/box-broken` what was changed or moved.
   * Opens for any reader until access is in place; the reader is for the audit.
   */
  open(part: SealedPart, context: SealContext, reader: Reader): Promise<Json | 'forgotten'>;
  /** Forgets for ever: keys are destroyed and a tombstone stays. */
  destroy(forgetting: Forgetting): Promise<void>;
}
