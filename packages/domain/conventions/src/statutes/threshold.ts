/** What is counted: registered area in 0.01 m² (专有部分面积), or persons (人数). */
export type TrackName = 'area' | 'heads';

/**
 * Of what a share is taken: of the whole register, of those who took part in the vote (参与表决), of those present
 * (到会) or of the ballots cast (投票). Abstainers are in all four.
 */
export type ThresholdBase = 'register' | 'participating' | 'present' | 'cast';

/** Who meets or votes where the voters are persons, not owners. */
export type Body =
  | 'adults'
  | 'households'
  | 'voters'
  | 'representatives'
  | 'members'
  | 'group-representatives'
  | 'groups';

/** A share that the law demands, as data (通过比例): `num/den` of a base; strict where the number itself is not enough (过半数, 超过). */
export type Threshold = {
  readonly of: ThresholdBase;
  readonly num: number;
  readonly den: number;
  /** False for 以上, which includes the number; true for 过半数 and 超过, which do not (民法典1259). */
  readonly strict: boolean;
  readonly track: TrackName;
  /** Only for these bodies; for all of the rule where absent. */
  readonly bodies?: readonly Body[];
};

/**
 * The least whole weight that meets a threshold of `whole`. Exact up to 2^53: the division is taken first, so that no
 * product leaves the safe integers.
 */
export function weightNeeded(
  whole: number,
  { num, den, strict }: Pick<Threshold, 'num' | 'den' | 'strict'>,
): number {
  const rest = whole % den;
  const full = ((whole - rest) / den) * num;
  return full + (strict ? Math.floor((rest * num) / den) + 1 : Math.ceil((rest * num) / den));
}
