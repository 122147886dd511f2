export { seededIds } from './seeded-ids.ts';
export type { SeededRandom } from './seeded-random.ts';
export { seededRandom } from './seeded-random.ts';
export type { SimulatedClock } from './simulated-clock.ts';
export { simulatedClock } from './simulated-clock.ts';
export type {
  GivenFact,
  Outcome,
  Specification,
  SpecificationOptions,
  Story,
} from './specification.ts';
export { specification } from './specification.ts';
