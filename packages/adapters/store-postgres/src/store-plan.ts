import { appendFunction, appendOneFunction } from './append-function.ts';
import { archiveFunctions } from './archive-functions.ts';
import { deadlineFunctions } from './deadline-functions.ts';
import type { SchemaPlan } from './migrate.ts';
import { readFunctions } from './read-functions.ts';
import { restoreFunction } from './restore-function.ts';
import { storeTables } from './store-tables.ts';

/** How the schema of a store is made and kept; the leaves of this month and the two to come are always there. */
export const storePlan: SchemaPlan = {
  purpose: 'store',
  steps: [
    (schema) =>
      [
        storeTables,
        ...[appendFunction, appendOneFunction, readFunctions, deadlineFunctions].map((text) =>
          text(schema),
        ),
        ...[archiveFunctions, restoreFunction].map((text) => text(schema)),
      ].join('\n'),
  ],
  always: `SELECT make_leaf((date_trunc('month', now() AT TIME ZONE 'UTC') + n * interval '1 month') AT TIME ZONE 'UTC')
    FROM generate_series(0, 2) n`,
};
