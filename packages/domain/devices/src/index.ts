export type {
  AcknowledgeCondition,
  AlarmCommand,
  ReturnToService,
  ShelveCondition,
  SuppressCondition,
  TakeOutOfService,
  UnshelveCondition,
  UnsuppressCondition,
} from './alarms/alarm-command.ts';
export type {
  AlarmLimit,
  AlarmPolicy,
  ChatterPolicy,
  FloodPolicy,
  KindPolicy,
} from './alarms/alarm-policy.ts';
export type { AlarmSnapshot } from './alarms/alarm-state.ts';
export type { AlarmTracker } from './alarms/alarm-tracker.ts';
export { alarmTracker } from './alarms/alarm-tracker.ts';
export type {
  Acknowledged,
  AlarmSignal,
  AlarmTransition,
  Corrected,
  Flooded,
  Held,
  Late,
  LateEffect,
  Moved,
  Released,
  Timed,
  TransitionBase,
  Withheld,
} from './alarms/alarm-transition.ts';
export { alarmSignal } from './alarms/alarm-transition.ts';
export type {
  Deduplicator,
  DeduplicatorOptions,
  DeduplicatorSnapshot,
  Keyed,
} from './alarms/deduplicator.ts';
export { deduplicator } from './alarms/deduplicator.ts';
export type {
  DeviceEvent,
  EventPlace,
  EventTime,
  MediaReference,
  Observation,
  Phase,
  Severity,
  TimeSource,
} from './event/device-event.ts';
export type { DeviceIssue, DeviceIssueCode, IssueLevel } from './event/device-issue.ts';
export type { KindInfo } from './event/kinds.ts';
export { isProtectedKind, kindInfo, kinds } from './event/kinds.ts';
export { redact } from './event/redact.ts';
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
} from './incidents/incident.ts';
export { incidentDecider } from './incidents/incident.ts';
export type { JoinableIncident } from './incidents/join-incident.ts';
export { causeOf, joinIncident } from './incidents/join-incident.ts';
export type { Codec, CodecContext, Decoded, DecodedEvent, DeviceMessage } from './intake/codec.ts';
export type { TimeForm } from './intake/instant.ts';
export type { DeviceNormalizer, Normalized, NormalizerOptions } from './intake/normalizer.ts';
export { coreCodecs, deviceNormalizer } from './intake/normalizer.ts';
export { compileMapping } from './mapping/compile-mapping.ts';
export type {
  CompiledMapping,
  DeviceMapping,
  FrameField,
  FrameForm,
  MappedMedia,
  MappedObservation,
  MappingCase,
  MappingChoice,
  MappingDefaults,
  MappingInput,
  Scalar,
  TextSource,
} from './mapping/mapping.ts';
export type { MappingIssue } from './mapping/mapping-check.ts';
export { checkMapping } from './mapping/mapping-check.ts';
export type { DevicesErrorCode } from './refusal-code.ts';
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
} from './registry/device.ts';
export { deviceDecider } from './registry/device.ts';
export type {
  DeviceRegistry,
  ExpectedHeartbeat,
  FoundDevice,
  RegisteredDevice,
} from './registry/device-registry.ts';
export { deviceRegistry } from './registry/device-registry.ts';
