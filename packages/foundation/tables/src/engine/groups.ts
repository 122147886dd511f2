/** How one column tells rules apart: groups of ranks, side by side or one around another. */
export interface Groups {
  readonly column: number;
  /** The innermost group of each rank; -1 where there is none. */
  readonly groupOf: Int32Array;
  /** The group around each group; -1 where there is none. */
  readonly around: Int32Array;
  /** The one group of a rule; -1 if it belongs to all values, -2 if it stands in several groups. */
  homeOf(position: number): number;
  /** The groups of a rule that stands in several; a value finds it in one of them only. */
  homesOf(position: number): readonly number[];
}
