import { canonicalJson } from './canonical-json.ts';
import type { Digest } from './digest.ts';
import { toHex } from './hexadecimal.ts';
import { type CommandId, commandId, type EventId, eventId, type TenantId } from './ids.ts';
import { checkInstant } from './instant.ts';

/** What an id is derived from; every hash begins with the tenant. */
export interface Derivation {
  readonly tenant: TenantId;
  /** UTC milliseconds; stands in front, so that ids sort by time. Zero where the thing has no time of its own. */
  readonly at: number;
  /** What kind of id it is, so that two kinds never meet. */
  readonly kind: string;
  readonly parts: readonly (string | number)[];
}

/**
 * A UUID (version 8, RFC 9562) that anyone derives again from the same things: 48 bits of time, then a hash.
 * Times before 1970 or beyond 48 bits are held to that range; what is no instant is refused with
 * `kernel/invalid-instant`.
 */
export function derivedId({ tenant, at, kind, parts }: Derivation, digest: Digest): string {
  checkInstant(at, kind);
  const time = Math.min(Math.max(at, 0), 2 ** 48 - 1);
  const front = time.toString(16).padStart(12, '0');
  const hash = toHex(digest.sha256(canonicalJson([tenant, kind, ...parts])).subarray(0, 10));
  const variant = '89ab'.charAt(Number.parseInt(hash.charAt(3), 16) & 3);
  return `${front.slice(0, 8)}-${front.slice(8)}-8${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}

/** Id of the `index`-th event of a command. */
export function eventIdOf(
  tenant: TenantId,
  command: CommandId,
  index: number,
  at: number,
  digest: Digest,
): EventId {
  return eventId(derivedId({ tenant, at, kind: 'event', parts: [command, index] }, digest));
}

/** Where an outside message comes from; time is the message's own, left out where it has none. */
export interface IntakeKey {
  readonly source: string;
  readonly message: string;
  /** Which of the message's conditions, where it has several. */
  readonly condition?: string;
  readonly at?: number;
}

/** Id of the command that an outside message makes (intake): the same however often it is delivered. */
export function intakeCommandId(tenant: TenantId, key: IntakeKey, digest: Digest): CommandId {
  const { source, message, condition = '', at = 0 } = key;
  return commandId(
    derivedId({ tenant, at, kind: 'intake', parts: [source, message, condition] }, digest),
  );
}

/** Which slot of which policy reacts to which event. */
export interface PolicyKey {
  readonly cause: EventId;
  readonly policy: string;
  /** Named by the policy, never counted. */
  readonly slot: string;
  /** The instant of the cause. */
  readonly at: number;
}

/** Id of the command by which a policy reacts. */
export function policyCommandId(tenant: TenantId, key: PolicyKey, digest: Digest): CommandId {
  const { cause, policy, slot, at } = key;
  return commandId(derivedId({ tenant, at, kind: 'policy', parts: [cause, policy, slot] }, digest));
}

/** Which deadline fires. */
export interface TimerKey {
  readonly key: string;
  readonly due: number;
  readonly armed: CommandId;
}

/** Id of the command that a deadline fires. */
export function timerCommandId(tenant: TenantId, timer: TimerKey, digest: Digest): CommandId {
  const { key, due, armed } = timer;
  return commandId(derivedId({ tenant, at: due, kind: 'timer', parts: [key, due, armed] }, digest));
}

/** Id of a new thing that a command names. */
export function newThingId(
  tenant: TenantId,
  command: CommandId,
  name: string,
  at: number,
  digest: Digest,
): string {
  return derivedId({ tenant, at, kind: 'thing', parts: [command, name] }, digest);
}
