import type { Rule } from '@civigrid/tables';

/** The cells of a rule of a city's table, as the generator draws them; a column that is left out is free. */
export interface CityCells {
  readonly category?: { readonly within: readonly string[] };
  readonly grid?: { readonly within: readonly string[] };
  readonly source?: { readonly is?: readonly string[]; readonly not?: readonly string[] };
  readonly severity?: {
    readonly is?: readonly number[];
    readonly gte?: number;
    readonly lte?: number;
  };
  readonly amount?: { readonly gte?: number; readonly lt?: number };
  readonly protected?: { readonly is: readonly boolean[] };
  readonly at?: { readonly between: readonly [string, string]; readonly days?: readonly number[] };
}

/** What the peers translate. */
export function cityCells({ when }: Rule): CityCells {
  return when as CityCells;
}
