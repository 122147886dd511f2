import type { PostId } from '@civigrid/kernel';

/** What is wrong within a rota. */
export type RotaFaultCode =
  | 'people/term-reversed'
  | 'people/unknown-post'
  | 'people/unknown-zone'
  | 'people/empty-rota'
  | 'people/bad-cycle'
  | 'people/bad-shift'
  | 'people/empty-shift'
  | 'people/shifts-overlap'
  | 'people/bad-date'
  | 'people/duplicate-change'
  | 'people/post-not-in-rota';

/** What is wrong within a rota, and where: the index of a shift (of an office, of a post), or of a change and its shift. */
export type RotaFault = {
  readonly code: RotaFaultCode;
  readonly post?: PostId;
  readonly shift?: number;
  readonly change?: number;
};
