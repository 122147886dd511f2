/** The part of an `AbortSignal` that kernel needs. */
export interface Cancellation {
  readonly aborted: boolean;
}
