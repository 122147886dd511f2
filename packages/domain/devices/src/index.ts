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
export type { AlarmSnapshot } from './alarms/alarm-snapshot.ts';
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
export type { AlarmStatus, AlarmView } from './alarms/alarm-view.ts';
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
export { personalProperty } from './event/personal-property.ts';
export { redact } from './event/redact.ts';
export type { AlarmOperated, OperationState } from './incidents/alarm-operation.ts';
export { operatedCommand, operationDecider } from './incidents/alarm-operation.ts';
export type { IncidentAlarm, IncidentState } from './incidents/incident.ts';
export { incidentDecider } from './incidents/incident.ts';
export type {
  AcknowledgeAlarm,
  ClearAlarm,
  CorrectAlarm,
  IncidentCommand,
  LatchAlarm,
  RaiseAlarm,
  RaiseAlarms,
} from './incidents/incident-command.ts';
export type {
  AlarmAcknowledged,
  AlarmCleared,
  AlarmCorrected,
  AlarmLatched,
  AlarmPlace,
  AlarmRaised,
  IncidentFact,
} from './incidents/incident-fact.ts';
export type {
  Incident,
  IncidentIndex,
  IncidentIndexOptions,
  IncidentSnapshot,
  IncidentStep,
} from './incidents/incident-index.ts';
export { incidentIndex } from './incidents/incident-index.ts';
export type {
  AncestorAt,
  IncidentPlace,
  IncidentRule,
  IncidentRuleIssue,
  IncidentRuleIssueCode,
} from './incidents/incident-rule.ts';
export { checkIncidentRules, defaultIncidentRules } from './incidents/incident-rule.ts';
export type { IncidentTimes, TimedAlarm } from './incidents/incident-times.ts';
export { incidentTimes } from './incidents/incident-times.ts';
export type { Codec, CodecContext, Decoded, DecodedEvent, DeviceMessage } from './intake/codec.ts';
export type { TimeForm } from './intake/instant.ts';
export type { DeviceNormalizer, Normalized, NormalizerOptions } from './intake/normalizer.ts';
export { coreCodecs, deviceNormalizer } from './intake/normalizer.ts';
export type { MappingCase, MappingChoice, Scalar } from './mapping/choice.ts';
export { compileMapping } from './mapping/compile-mapping.ts';
export type { MappingCondition } from './mapping/condition.ts';
export type { MappedConfidence } from './mapping/mapped-confidence.ts';
export type { MappedMedia } from './mapping/mapped-media.ts';
export type { MappedObservation, ObservedValue } from './mapping/mapped-observation.ts';
export type { MappedTime, MappedTimeForm, SampleSpacing } from './mapping/mapped-time.ts';
export type {
  CompiledMapping,
  DeviceMapping,
  EachMember,
  FrameField,
  FrameForm,
  MappedEvent,
  MappingInput,
} from './mapping/mapping.ts';
export type { MappingIssue } from './mapping/mapping-check.ts';
export { checkMapping } from './mapping/mapping-check.ts';
export type { MessagePer } from './mapping/message-key.ts';
export type { MappedPayload } from './mapping/payload.ts';
export type { Scale } from './mapping/scale.ts';
export type { TextSource } from './mapping/text-source.ts';
export type { ValueSource } from './mapping/value-source.ts';
export type { DevicesErrorCode } from './refusal-code.ts';
export type { DeviceRecord, KnownDevice } from './registry/device.ts';
export { deviceDecider } from './registry/device.ts';
export type {
  DeviceCommand,
  DeviceMake,
  DeviceOwner,
  DevicePlace,
  DevicePoint,
  HandOverDevice,
  MaintainDevice,
  MoveDevice,
  RegisterDevice,
  RegroupDevice,
  ReplaceDevice,
  RetireDevice,
  ServiceDevice,
} from './registry/device-command.ts';
export type {
  DeviceEntrusted,
  DeviceFact,
  DeviceHandedOver,
  DeviceMoved,
  DeviceRegistered,
  DeviceRegrouped,
  DeviceReplaced,
  DeviceRetired,
  DeviceServiced,
} from './registry/device-fact.ts';
export { deviceUpcasters } from './registry/device-fact.ts';
export type {
  DeviceRegistry,
  ExpectedHeartbeat,
  FoundDevice,
  RegisteredDevice,
} from './registry/device-registry.ts';
export { deviceRegistry } from './registry/device-registry.ts';
export type { DeviceChange, ImportedDevices, ImportOptions } from './registry/import-devices.ts';
export { importDevices } from './registry/import-devices.ts';
export type { ImportIssue, ImportIssueCode } from './registry/import-issue.ts';
export type { DeviceColumn, ImportChecks, KnownTexts } from './registry/import-row.ts';
export { deviceColumns } from './registry/import-row.ts';
export type { Maintenance, MaintenanceData } from './registry/maintenance.ts';
export { registryOf } from './registry/registry-of.ts';
