declare module 'schulze-method' {
  /** Candidates who stand alike, the best first. */
  export function run(
    candidates: number,
    ballots: readonly (readonly number[])[],
  ): readonly { readonly indexes: readonly number[] }[];
}
