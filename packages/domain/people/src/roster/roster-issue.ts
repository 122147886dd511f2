import type { GridCode, PostId } from '@civigrid/kernel';
import type { RotaFaultCode } from '../rota/rota-fault.ts';

/** Why an entry of a roster was left out. */
export type RosterIssueCode =
  | RotaFaultCode
  | 'people/duplicate-post'
  | 'people/terms-overlap'
  | 'people/rotas-overlap'
  | 'people/no-calendar'
  | 'people/zone-differs'
  | 'people/two-parents'
  | 'people/parents-in-a-circle';

/** An entry that a roster left out, with its place (名册问题). */
export interface RosterIssue {
  readonly code: RosterIssueCode;
  readonly list: 'posts' | 'tenures' | 'standIns' | 'leaves' | 'rotas' | 'parents';
  /** Place in the list. */
  readonly index: number;
  readonly post?: PostId;
  /** Of a tie between cells: the cell whose parent was left out. */
  readonly grid?: GridCode;
  /** Of a rota: its id, and the places of the shift and the change within it. */
  readonly rota?: string;
  readonly shift?: number;
  readonly change?: number;
}
