export type { LevelTable } from './ancestors.ts';
export { ancestorsAt, commonAncestor } from './ancestors.ts';
