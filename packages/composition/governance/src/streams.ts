export { deduplicate, groupIncidents, normalize, trackAlarms } from './streams/operators.ts';
export type { IncidentGrouping } from './streams/stages.ts';
export type { StreamItem } from './streams/stream-item.ts';
export type { Source } from './streams/with-ticks.ts';
