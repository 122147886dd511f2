import type { GridCode, JsonObject } from '@civigrid/kernel';
import type { AreaGeometry } from '@civigrid/spatial';
import type { Seamlessness } from '../defect.ts';
import type { DivisionCommand } from '../division/division-command.ts';
import type { Rearrangement } from '../division/rearrange-cells.ts';
import type { EstablishedCell, NewCell } from '../division/sketch.ts';
import type { Cut } from '../division/split-cell.ts';
import type { GridHierarchy } from '../grid-hierarchy.ts';
import type { DivisionComparison, PlacedThing } from './comparison.ts';
import type { DraftDocument, DraftLogEntry } from './draft-document.ts';

/** How a draft is enacted. */
export interface EnactOptions {
  /** The Beijing day from which all steps hold, `YYYY-MM-DD`. */
  readonly effective: string;
  /**
   * What becomes of a proposal with more defects of a type, or with such on a larger area, than today's division:
   * `refuse` (with `grid/less-seamless`) if left out.
   */
  readonly lessSeamless?: 'refuse' | 'allow';
}

/**
 * A proposal for changing a division (划分方案): drafted, compared with today, proved, and then enacted. A draft never
 * changes; every step, `undo` and `redo` give the next one. A step refuses as its operation of `./division` does.
 */
export interface DivisionDraft {
  /** The division that it was drafted against. */
  readonly today: GridHierarchy;
  /** The steps with what they come to, and the cells of today that they stand on. */
  readonly document: DraftDocument;
  /** How the document came to be, one entry for each step that stands; undoing takes entries away. */
  readonly log: readonly DraftLogEntry[];
  /** How many undone steps `redo` can bring back. */
  readonly undone: number;
  /** One cell becomes several (拆分). */
  split(code: GridCode, cut: Cut, into: readonly NewCell[]): DivisionDraft;
  /** Several cells become one (合并). */
  merge(codes: readonly GridCode[], into: NewCell): DivisionDraft;
  /** A cell goes to another parent (划转). */
  transfer(code: GridCode, parent: GridCode): DivisionDraft;
  /** An area goes from one leaf to another (边界调整). */
  moveBorder(from: GridCode, to: GridCode, area: AreaGeometry): DivisionDraft;
  /** The same place gets another code (换码). */
  renumber(code: GridCode, into: NewCell): DivisionDraft;
  /** Many cells go to other parents at once, and parents come and cease (重新划分). */
  rearrange(words: Rearrangement): DivisionDraft;
  /** A cell comes that follows no other (新设); without a geometry for what has no place. */
  establish(cell: EstablishedCell, geometry?: AreaGeometry | null): DivisionDraft;
  /** A cell ceases that no other follows (撤销). */
  abolish(code: GridCode): DivisionDraft;
  /** The draft without its last step (撤销); itself where there is none. */
  undo(): DivisionDraft;
  /** The draft with the step that was undone last (重做); itself where there is none. */
  redo(): DivisionDraft;
  /** The division as it would be. */
  hierarchy(): GridHierarchy;
  /** Proves that the division as it would be is seamless, or lists its defects. */
  validate(): Seamlessness;
  /** What would change: which cells come, cease, move and grow, and of some things which lie in another cell then. */
  compare(things?: Iterable<PlacedThing>): DivisionComparison;
  /**
   * The commands for `divisionDecider`, in the order in which they are to be given. Refuses with `grid/invalid-day` and
   * `grid/less-seamless`; whether each still fits what was recorded meanwhile is for the decider to say.
   */
  enact(options: EnactOptions): readonly DivisionCommand[];
  /** The draft as plain JSON: its steps, those undone too, and prints of the cells that it stands on. */
  toJson(): JsonObject;
}
