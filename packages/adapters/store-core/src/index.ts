export type { Aes256Gcm, SealedBytes } from './aes-256-gcm.ts';
export { aes256Gcm } from './aes-256-gcm.ts';
export { answerFrom, answerText } from './answer-text.ts';
export type { StoreCoreErrorCode } from './error-code.ts';
export { folderFiles } from './folder-files.ts';
export type {
  KeyChange,
  KeyOwner,
  KeyRows,
  OwnerRows,
  PersonRow,
  StreamKeyRow,
} from './key-rows.ts';
export { checkedMasterKey, checkMasterProof, masterProof } from './master-key.ts';
export type { MediaRow, MediaRows } from './media-rows.ts';
export { nodeDigest } from './node-digest.ts';
export type { RowVault, RowVaultOptions } from './row-vault.ts';
export { rowVault } from './row-vault.ts';
export type { SubjectRows } from './subject-rows.ts';
export { isUuid, uuidOf } from './uuid.ts';
