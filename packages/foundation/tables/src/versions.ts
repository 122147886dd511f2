export type { TableInForce } from './table-in-force.ts';
export { tableInForce } from './table-in-force.ts';
