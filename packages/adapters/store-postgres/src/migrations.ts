import { appendFunction } from './append-function.ts';
import { deadlineFunctions } from './deadline-functions.ts';
import { readFunctions } from './read-functions.ts';
import { storeTables } from './store-tables.ts';

/** The steps from an empty schema to today's, each run once and in order; a step that was released never changes. */
export const migrations: readonly ((schema: string) => string)[] = [
  (schema) =>
    [storeTables, appendFunction(schema), readFunctions(schema), deadlineFunctions(schema)].join(
      '\n',
    ),
];
