import type {
  ActorId,
  CommandId,
  CorrelationId,
  EventId,
  KeyId,
  StreamId,
  SubjectRef,
  TenantId,
} from './ids.ts';
import type { Json } from './json.ts';

/** One person's part of an event, encrypted (AES-256-GCM where the vault is real). */
export interface SealedPart {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly key: KeyId;
  readonly nonce: string;
  readonly box: string;
}

/** A fact on its way into a store. */
export interface Draft {
  /** The command's time in front, then a hash of tenant, command and index: the same command can only ever make the same ids. */
  readonly id: EventId;
  readonly type: string;
  readonly schema: number;
  readonly data: Json;
  readonly sealed?: readonly SealedPart[];
  /** When it happened: UTC milliseconds, from the command. */
  readonly at: number;
  readonly actor: ActorId;
  readonly cause?: EventId;
  readonly correlation: CorrelationId;
}

/** An event as a store gives it back. */
export interface Recorded extends Draft {
  readonly tenant: TenantId;
  readonly stream: StreamId;
  readonly command: CommandId;
  /** 1, 2, 3 … within the stream. */
  readonly version: number;
  readonly partition: number;
  /** 1, 2, 3 … gap-free and in commit order within (tenant, partition). */
  readonly position: number;
  /** When the store wrote it: UTC milliseconds. */
  readonly recordedAt: number;
  /** The chain of its stream: 64 lower-case hexadecimal digits. */
  readonly digest: string;
}
