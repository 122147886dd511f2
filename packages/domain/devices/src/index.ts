export type { AlarmPolicy, KindPolicy } from './alarm-policy.ts';
export type { AlarmSnapshot } from './alarm-state.ts';
export type { AlarmTracker } from './alarm-tracker.ts';
export { alarmTracker } from './alarm-tracker.ts';
export type {
  AlarmSignal,
  AlarmTransition,
  Corrected,
  Late,
  LateEffect,
  Moved,
  Timed,
  TransitionBase,
} from './alarm-transition.ts';
export { alarmSignal } from './alarm-transition.ts';
export type { Codec, CodecContext, Decoded, DecodedEvent, DeviceMessage } from './codec.ts';
export { compileMapping } from './compile-mapping.ts';
export type {
  Deduplicator,
  DeduplicatorOptions,
  DeduplicatorSnapshot,
  Keyed,
} from './deduplicator.ts';
export { deduplicator } from './deduplicator.ts';
export type {
  DeviceCommand,
  DeviceFact,
  DeviceMoved,
  DevicePoint,
  DeviceRecord,
  DeviceRegistered,
  DeviceRetired,
  MoveDevice,
  RegisterDevice,
  RetireDevice,
} from './device.ts';
export { deviceDecider } from './device.ts';
export type {
  DeviceEvent,
  EventPlace,
  EventTime,
  MediaReference,
  Observation,
  Phase,
  Severity,
  TimeSource,
} from './device-event.ts';
export type { DeviceIssue, DeviceIssueCode, IssueLevel } from './device-issue.ts';
export type {
  DeviceRegistry,
  ExpectedHeartbeat,
  FoundDevice,
  RegisteredDevice,
} from './device-registry.ts';
export { deviceRegistry } from './device-registry.ts';
export type {
  AcknowledgeAlarm,
  AlarmAcknowledged,
  AlarmCleared,
  AlarmCorrected,
  AlarmPlace,
  AlarmRaised,
  ClearAlarm,
  CorrectAlarm,
  IncidentAlarm,
  IncidentCommand,
  IncidentFact,
  IncidentState,
  RaiseAlarm,
} from './incident.ts';
export { incidentDecider } from './incident.ts';
export type { TimeForm } from './instant.ts';
export type { JoinableIncident } from './join-incident.ts';
export { causeOf, joinIncident } from './join-incident.ts';
export type { KindInfo } from './kinds.ts';
export { isProtectedKind, kindInfo, kinds } from './kinds.ts';
export type {
  CompiledMapping,
  DeviceMapping,
  FrameField,
  FrameForm,
  MappedMedia,
  MappedObservation,
  MappingCase,
  MappingChoice,
  MappingInput,
  Scalar,
  TextSource,
} from './mapping.ts';
export type { MappingIssue } from './mapping-check.ts';
export { checkMapping } from './mapping-check.ts';
export type { DeviceNormalizer, Normalized, NormalizerOptions } from './normalizer.ts';
export { coreCodecs, deviceNormalizer } from './normalizer.ts';
export { redact } from './redact.ts';
export type { DevicesErrorCode } from './refusal-code.ts';
