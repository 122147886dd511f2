/** Tells the time: UTC milliseconds. */
export interface Clock {
  /** The instant: whole UTC milliseconds. */
  now(): number;
}
