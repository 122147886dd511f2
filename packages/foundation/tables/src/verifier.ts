export type { TableEdit, TableVerifier } from './verify/table-verifier.ts';
export { tableVerifier } from './verify/table-verifier.ts';
