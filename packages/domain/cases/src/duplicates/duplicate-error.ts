/** The code with which a search of duplicates is refused. */
export type DuplicateErrorCode = 'cases/invalid-duplicate-policy';
