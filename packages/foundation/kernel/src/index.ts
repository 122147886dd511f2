export { type CanonicalJsonErrorCode, canonicalJson } from './canonical-json.ts';
export { brokenAt, contentOf, nextDigest } from './chain.ts';
export {
  derivedId,
  eventIdOf,
  intakeCommandId,
  newThingId,
  policyCommandId,
  timerCommandId,
} from './derived-id.ts';
export { DomainError, isDomainError } from './domain-error.ts';
export {
  actorId,
  caseId,
  commandId,
  conventionId,
  correlationId,
  deviceId,
  eventId,
  gridCode,
  keyId,
  mediaRef,
  personId,
  postId,
  subjectRef,
  tenantId,
} from './ids.ts';
export { parseStreamId, partitionOf, streamId, streamKinds, streetPartitions } from './stream.ts';
export { isWellFormed } from './well-formed.ts';
export type { Cancellation } from './cancellation.ts';
export type { Belonging } from './chain.ts';
export type { Clock } from './clock.ts';
export type { CommandMeta, Expected } from './command.ts';
export type { DeadLetter, DeadLetters, LetterFilter, LetterReason } from './dead-letters.ts';
export type { Deadline, DeadlineChange, Deadlines } from './deadlines.ts';
export type { Decider, Happened } from './decider.ts';
export type { Derivation, IntakeKey, PolicyKey, TimerKey } from './derived-id.ts';
export type { Digest } from './digest.ts';
export type { Draft, Recorded, SealedPart } from './envelope.ts';
export type {
  AppendBatch,
  Appended,
  AppendEntry,
  AppendResult,
  EventStore,
  Head,
  ReadOptions,
} from './event-store.ts';
export type { Fact, PersonalPart } from './fact.ts';
export type { IdSource } from './id-source.ts';
export type {
  ActorId,
  Branded,
  CaseId,
  CommandId,
  ConventionId,
  CorrelationId,
  DeviceId,
  EventId,
  GridCode,
  IdErrorCode,
  KeyId,
  MediaRef,
  PersonId,
  PostId,
  StreamId,
  SubjectRef,
  TenantId,
} from './ids.ts';
export type { Json, JsonObject } from './json.ts';
export type { MediaContext, MediaStore } from './media-store.ts';
export type { Message, MessageStream } from './message-stream.ts';
export type { Checkpoint, Progress } from './progress.ts';
export type { StreamErrorCode, StreamKind } from './stream.ts';
export type { SubjectIndex } from './subject-index.ts';
export type { Forgetting, Reader, SealContext, Vault, VaultErrorCode } from './vault.ts';
