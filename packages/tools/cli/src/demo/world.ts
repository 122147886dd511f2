import type { GovernanceOptions, IngestMessage, ReportInput } from '@civigrid/governance';
import type { GridIssue } from '@civigrid/grid';
import type { SyntheticStreet } from '@civigrid/testing/street';

/** Where in a host's file something was refused. */
export interface FilePlace {
  readonly file: string;
  /** Counted from 1; the header of a table is row 1. */
  readonly row: number;
  readonly column?: string;
}

/** One input of a day, in order of arrival. */
export type DayInput =
  | {
      readonly kind: 'report';
      readonly key: string;
      readonly at: number;
      readonly report: ReportInput;
    }
  | { readonly kind: 'payload'; readonly at: number; readonly message: IngestMessage }
  /** A row that cannot be read; it is kept and the rest goes on. */
  | {
      readonly kind: 'broken';
      readonly at: number;
      readonly place: FilePlace;
      readonly code: string;
      readonly text: string;
    };

/** A town and what comes in during a day. */
export interface DayWorld {
  /** Tells this day from any other: a file holds one. */
  readonly id: string;
  readonly options: Pick<
    GovernanceOptions,
    'grid' | 'routing' | 'roster' | 'ladders' | 'devices' | 'duplicates'
  >;
  readonly inputs: readonly DayInput[];
  /** What was mended or left out while a host's map was read. */
  readonly mended?: { readonly file: string; readonly issues: readonly GridIssue[] };
  /** The invented street, where the day is its own: it has staff, stories and a convention. */
  readonly street?: SyntheticStreet;
}
