export { fromBase64, toBase64 } from './base64.ts';
export { entryBytes } from './entry-bytes.ts';
export { type Hash, type HashOption, sha256 } from './hash.ts';
export type { LedgerErrorCode } from './ledger-error.ts';
export { sha256Digest } from './sha256-digest.ts';
export { leafHash } from './tree/leaf-hash.ts';
export { type MerkleLog, merkleLog, merkleLogFromSnapshot } from './tree/merkle-log.ts';
export { type ConsistencyClaim, verifyConsistency } from './tree/verify-consistency.ts';
export { type InclusionClaim, verifyInclusion } from './tree/verify-inclusion.ts';
