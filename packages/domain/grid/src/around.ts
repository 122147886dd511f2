export type { LevelTable } from './ancestors.ts';
export { ancestorsAt, commonAncestor } from './ancestors.ts';
export type { HomeGrid, HomePolicy } from './home-grid.ts';
export { homeGrid } from './home-grid.ts';
export type { Nearest } from './nearest.ts';
export { nearest } from './nearest.ts';
export type { Neighbour } from './neighbours.ts';
export { neighbours } from './neighbours.ts';
