export type { DispatchTest } from './mapping/dispatch-trace.ts';
export type { FieldTrace } from './mapping/field-trace.ts';
export type { FoundType, Lookup } from './mapping/lookup.ts';
export type { MappingTrace, TracedEvent } from './mapping/trace-mapping.ts';
export { nearestMapping, traceMapping } from './mapping/trace-mapping.ts';
