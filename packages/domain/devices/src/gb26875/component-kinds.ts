/** The kind that a component's alarm bit stands for, by the component's type (GB/T 26875.3 table of component types). */
const byComponent: ReadonlyMap<number, string> = new Map([
  ...[10, 11, 12, 13].map((type) => [type, 'fire.gas'] as const),
  ...[16, 17, 18].map((type) => [type, 'fire.electrical'] as const),
  ...[23, 24].map((type) => [type, 'fire.manual'] as const),
  ...[30, 31, 32, 33, 34, 35, 36, 37].map((type) => [type, 'fire.heat'] as const),
  ...[40, 41, 42, 43, 44, 50, 51, 53].map((type) => [type, 'fire.smoke'] as const),
  ...[52, 61, 62, 69, 78].map((type) => [type, 'fire.flame'] as const),
  [74, 'fire.co'],
  ...[96, 97, 98, 99].map((type) => [type, 'fire.waterflow'] as const),
]);

/**
 * What an alarm of a component is called. Where the type does not say what it senses the alarm is taken for smoke:
 * a fire alarm is never less than that. A pressure switch (99) in a hydrant system (11) watches its pressure.
 */
export function componentAlarm(systemType: number, componentType: number): string {
  if (systemType === 11 && componentType === 99) return 'fire.hydrantPressure';
  return byComponent.get(componentType) ?? 'fire.smoke';
}

/** What an alarm of a whole system is called: the water of a sprinkler (12), the pressure of a hydrant system (11), else smoke. */
export function systemAlarm(systemType: number): string {
  if (systemType === 11) return 'fire.hydrantPressure';
  return systemType === 12 ? 'fire.waterflow' : 'fire.smoke';
}
