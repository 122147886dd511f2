export { withRestored } from './answers.ts';
export type {
  Archive,
  ArchiveErrorCode,
  SealedDefect,
  SealedDefectCode,
  SealedFile,
  SealedFiles,
} from './archive.ts';
export type { ArchivePorts, ArchiveTables, Archiving, Page } from './archiving.ts';
export { archiving } from './archiving.ts';
export type { Cancellation } from './cancellation.ts';
export { type CanonicalJsonErrorCode, canonicalJson } from './canonical-json.ts';
export type { Belonging, EventContent } from './chain.ts';
export { brokenAt, contentOf, eventContent, nextDigest, nextLink } from './chain.ts';
export type { ChainBreak, ChainFollower } from './chain-follower.ts';
export { chainFollower } from './chain-follower.ts';
export type { Clock } from './clock.ts';
export type { CommandMeta, Expected } from './command.ts';
export { meets } from './command.ts';
export type { DeadLetter, DeadLetters, LetterFilter, LetterReason } from './dead-letters.ts';
export { deadlineKey, wakeName } from './deadline-changes.ts';
export type { Deadline, DeadlineChange, Deadlines } from './deadlines.ts';
export type { Decider, Happened } from './decider.ts';
export type { Loose } from './defined.ts';
export { defined } from './defined.ts';
export type { Derivation, IntakeKey, PolicyKey, TimerKey } from './derived-id.ts';
export {
  derivedId,
  eventIdOf,
  intakeCommandId,
  newThingId,
  policyCommandId,
  timerCommandId,
} from './derived-id.ts';
export type { Digest } from './digest.ts';
export { DomainError, isDomainError } from './domain-error.ts';
export type { Draft, Recorded, SealedPart } from './envelope.ts';
export type {
  AppendBatch,
  AppendEntry,
  Appended,
  AppendResult,
  EventStore,
  Head,
  ReadOptions,
} from './event-store.ts';
export type { ExportOptions } from './export-record.ts';
export { exportRecord } from './export-record.ts';
export type { Fact, PersonalPart } from './fact.ts';
export type { Folded } from './fold.ts';
export { fold } from './fold.ts';
export type { CommandHandler, Handled, HandlerPorts, Written } from './handle.ts';
export { commandHandler } from './handle.ts';
export { fromHex, toHex } from './hexadecimal.ts';
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
  VoteId,
} from './ids.ts';
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
  voteId,
} from './ids.ts';
export type { Imported, RecordIssue } from './import-record.ts';
export { importRecord } from './import-record.ts';
export type { InstantErrorCode } from './instant.ts';
export { isInstant } from './instant.ts';
export type { Json, JsonObject } from './json.ts';
export type { MediaContext, MediaStore } from './media-store.ts';
export { memoryDeadLetters } from './memory-dead-letters.ts';
export { memoryMediaStore } from './memory-media-store.ts';
export type { MemoryMessageStream } from './memory-message-stream.ts';
export { memoryMessageStream } from './memory-message-stream.ts';
export { memoryProgress } from './memory-progress.ts';
export { memorySealedFiles } from './memory-sealed-files.ts';
export type { MemoryStoreOptions } from './memory-store.ts';
export { memoryStore } from './memory-store.ts';
export { memorySubjectIndex } from './memory-subject-index.ts';
export { memoryVault } from './memory-vault.ts';
export type { Message, MessageStream } from './message-stream.ts';
export type { Policy, PolicyRun, Reaction } from './policy.ts';
export { runPolicy } from './policy.ts';
export type { PreparedAppend, PreparedEntry, PreparedEvent } from './prepared-append.ts';
export { appendedBehind, preparedAppend } from './prepared-append.ts';
export type { Checkpoint, Progress } from './progress.ts';
export type { Queue } from './queue.ts';
export { queue } from './queue.ts';
export type { RecordLineIssueCode } from './record-run.ts';
export type { Restore, Restored, RestoreErrorCode } from './restore.ts';
export type {
  PreparedRecorded,
  RestorePlace,
  RestoreStep,
  RestoreTables,
} from './restoring.ts';
export { restorable, restoring } from './restoring.ts';
export { sealedFileRefusal } from './sealed-reader.ts';
export type { Decision, Handling, Step, StepOrder, Wake } from './step.ts';
export { checkStep, step } from './step.ts';
export type { Store } from './store.ts';
export type { AppendErrorCode } from './store-refusals.ts';
export { eventIdTaken, largestEvent } from './store-refusals.ts';
export type { StreamErrorCode, StreamKind } from './stream.ts';
export { parseStreamId, partitionOf, streamId, streamKinds, streetPartitions } from './stream.ts';
export type { SubjectIndex } from './subject-index.ts';
export type { LogPage, Subscription, SubscriptionOptions } from './subscribe.ts';
export { subscribe } from './subscribe.ts';
export { textOrder } from './text-order.ts';
export type { TimerRun } from './timers.ts';
export { fireDue } from './timers.ts';
export type { Upcasters } from './upcast.ts';
export { upcast } from './upcast.ts';
export { utf8Bytes } from './utf8.ts';
export type { Forgetting, Reader, SealContext, Vault, VaultErrorCode } from './vault.ts';
export { isWellFormed } from './well-formed.ts';
