import type { SealedPart } from './envelope.ts';
import type { TenantId } from './ids.ts';
import type { Json } from './json.ts';

/** Why something was refused: a stable code, a place in the input, no quotation of it. */
export interface LetterReason {
  readonly code: string;
  readonly path?: string;
  readonly details?: Json;
}

/** Refused input, kept with its reason (死信). */
export interface DeadLetter {
  /** Derived from tenant and the input's own key: the same input is kept once, and no two tenants share an id. */
  readonly id: string;
  readonly tenant: TenantId;
  /** Where it came from: `reports`, a protocol, a policy. */
  readonly source: string;
  /** When it was refused: UTC milliseconds. */
  readonly at: number;
  /** It may be removed after this instant: UTC milliseconds. */
  readonly keepUntil: number;
  readonly reasons: readonly LetterReason[];
  /** The input itself, sealed. */
  readonly sealed: readonly SealedPart[];
}

/** Which letters to list. */
export interface LetterFilter {
  readonly tenant: TenantId;
  readonly source?: string;
  readonly code?: string;
  readonly after?: string;
  readonly limit?: number;
}

/** Keeps what was refused until somebody has handled it. */
export interface DeadLetters {
  /** The same id again changes nothing. */
  keep(letter: DeadLetter): Promise<void>;
  /** In order of id. */
  list(filter: LetterFilter): Promise<readonly DeadLetter[]>;
  /** Called after it was handled, not when it is taken. */
  remove(id: string): Promise<void>;
}
