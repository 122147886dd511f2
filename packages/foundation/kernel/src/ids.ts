import { DomainError } from './domain-error.ts';
import { isWellFormed } from './well-formed.ts';

declare const brand: unique symbol;

/** A text that may not be mixed with other texts: `Branded<'GridCode'>`. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The code of one cell of the grid hierarchy (网格编码); any text. */
export type GridCode = Branded<'GridCode'>;
/** A person of the governance side: a holder of posts. Residents are known by {@link SubjectRef} only. */
export type PersonId = Branded<'PersonId'>;
/** A post (岗位): a duty attached to a cell. */
export type PostId = Branded<'PostId'>;
/** One case (案件). */
export type CaseId = Branded<'CaseId'>;
/** One device (设备), scoped by its vendor. */
export type DeviceId = Branded<'DeviceId'>;
/** One convention (公约). */
export type ConventionId = Branded<'ConventionId'>;
/** One vote that stands alone (表决). */
export type VoteId = Branded<'VoteId'>;
/** One tenant (租户): a street or a small city. */
export type TenantId = Branded<'TenantId'>;
/** One stream of the record: `kind/id`. */
export type StreamId = Branded<'StreamId'>;
/** One command; has the form of a UUID. */
export type CommandId = Branded<'CommandId'>;
/** One event; has the form of a UUID. */
export type EventId = Branded<'EventId'>;
/** Who acts: a post-holder, a resident, a device, a timer, a host system. */
export type ActorId = Branded<'ActorId'>;
/** One matter from the first report to the last call-back. */
export type CorrelationId = Branded<'CorrelationId'>;
/** A random reference to a person whose data is sealed (去标识化). */
export type SubjectRef = Branded<'SubjectRef'>;
/** A key of the vault. */
export type KeyId = Branded<'KeyId'>;
/** A sealed photo or file in the media store. */
export type MediaRef = Branded<'MediaRef'>;

/** The codes with which kernel refuses an id. */
export type IdErrorCode = 'kernel/invalid-id';

function branded<Name extends string>(name: Name): (text: string) => Branded<Name> {
  return (text) => {
    if (typeof text !== 'string' || text === '' || !isWellFormed(text))
      throw new DomainError(
        'kernel/invalid-id' satisfies IdErrorCode,
        `A ${name} is a text that is not empty and holds no lone surrogate.`,
        { name },
      );
    return text as Branded<Name>;
  };
}

/** Makes a {@link GridCode}; refuses with `kernel/invalid-id`. */
export const gridCode: (text: string) => GridCode = /* @__PURE__ */ branded('GridCode');
/** Makes a {@link PersonId}; refuses with `kernel/invalid-id`. */
export const personId: (text: string) => PersonId = /* @__PURE__ */ branded('PersonId');
/** Makes a {@link PostId}; refuses with `kernel/invalid-id`. */
export const postId: (text: string) => PostId = /* @__PURE__ */ branded('PostId');
/** Makes a {@link CaseId}; refuses with `kernel/invalid-id`. */
export const caseId: (text: string) => CaseId = /* @__PURE__ */ branded('CaseId');
/** Makes a {@link DeviceId}; refuses with `kernel/invalid-id`. */
export const deviceId: (text: string) => DeviceId = /* @__PURE__ */ branded('DeviceId');
/** Makes a {@link ConventionId}; refuses with `kernel/invalid-id`. */
export const conventionId: (text: string) => ConventionId = /* @__PURE__ */ branded('ConventionId');
/** Makes a {@link VoteId}; refuses with `kernel/invalid-id`. */
export const voteId: (text: string) => VoteId = /* @__PURE__ */ branded('VoteId');
/** Makes a {@link TenantId}; refuses with `kernel/invalid-id`. */
export const tenantId: (text: string) => TenantId = /* @__PURE__ */ branded('TenantId');
/** Makes a {@link CommandId}; refuses with `kernel/invalid-id`. */
export const commandId: (text: string) => CommandId = /* @__PURE__ */ branded('CommandId');
/** Makes an {@link EventId}; refuses with `kernel/invalid-id`. */
export const eventId: (text: string) => EventId = /* @__PURE__ */ branded('EventId');
/** Makes an {@link ActorId}; refuses with `kernel/invalid-id`. */
export const actorId: (text: string) => ActorId = /* @__PURE__ */ branded('ActorId');
/** Makes a {@link CorrelationId}; refuses with `kernel/invalid-id`. */
export const correlationId: (text: string) => CorrelationId =
  /* @__PURE__ */ branded('CorrelationId');
/** Makes a {@link SubjectRef}; refuses with `kernel/invalid-id`. */
export const subjectRef: (text: string) => SubjectRef = /* @__PURE__ */ branded('SubjectRef');
/** Makes a {@link KeyId}; refuses with `kernel/invalid-id`. */
export const keyId: (text: string) => KeyId = /* @__PURE__ */ branded('KeyId');
/** Makes a {@link MediaRef}; refuses with `kernel/invalid-id`. */
export const mediaRef: (text: string) => MediaRef = /* @__PURE__ */ branded('MediaRef');
