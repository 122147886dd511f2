/** Tells the time: UTC milliseconds. */
export interface Clock {
  now(): number;
}
