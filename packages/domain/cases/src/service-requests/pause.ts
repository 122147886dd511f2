/** What a suspension waits for: the applicant (补正), a hearing, an inspection, experts, another authority. */
export type PauseReason =
  | 'applicant'
  | 'hearing'
  | 'inspection'
  | 'expertReview'
  | 'otherAuthority';

/** One suspension (中止), half-open: the clocks of acceptance and decision stand. */
export type Pause = {
  readonly reason: PauseReason;
  /** UTC milliseconds. */
  readonly from: number;
  /** UTC milliseconds; absent while it lasts. */
  readonly until?: number;
};

/** The suspension that lasts. */
export function openPause(pauses: readonly Pause[]): Pause | undefined {
  return pauses.find(({ until }) => until === undefined);
}

/** Begins a suspension unless one lasts. */
export function beginPause(
  pauses: readonly Pause[],
  from: number,
  reason: PauseReason,
): readonly Pause[] {
  return openPause(pauses) === undefined ? [...pauses, { reason, from }] : pauses;
}

/** Ends the suspension that lasts; with a reason only one of that kind. */
export function endPause(
  pauses: readonly Pause[],
  until: number,
  reason?: PauseReason,
): readonly Pause[] {
  return pauses.map((pause) =>
    pause.until === undefined && (reason === undefined || pause.reason === reason)
      ? { ...pause, until }
      : pause,
  );
}
