export {
  type Checkpoint,
  checkpointText,
  parseCheckpoint,
  signCheckpoint,
} from './notes/checkpoint.ts';
export { ed25519 } from './notes/ed25519.ts';
export type { Checked, LedgerIssue, LedgerIssueCode } from './notes/issue.ts';
export { type Note, type NoteSignature, parseNote, signNote } from './notes/note.ts';
export {
  type Cosignature,
  type LogTrust,
  type OpenedCheckpoint,
  openCheckpoint,
} from './notes/open-checkpoint.ts';
export { type OpenedNote, openNote, type VerifiedSignature } from './notes/open-note.ts';
export type { SignatureScheme } from './notes/signature-scheme.ts';
export { type Cosigner, cosigner, type SecretKey, type Signer, signer } from './notes/signer.ts';
export {
  type PublicKey,
  type Verifier,
  type VerifierOptions,
  verifier,
  verifierKey,
} from './notes/verifier-key.ts';
export {
  addCheckpoint,
  parseWitnessRequest,
  type Witness,
  type WitnessAnswer,
  type WitnessedHead,
  type WitnessedLog,
  type WitnessRequest,
  withCosignatures,
} from './notes/witness.ts';
export { type WitnessPolicy, witnessPolicy } from './notes/witness-policy.ts';
export { parseReceipt, type Receipt, receiptFor, receiptText } from './receipts/receipt.ts';
export { type GrowthClaim, type ProvenGrowth, verifyGrowth } from './receipts/verify-growth.ts';
export {
  type ProvenReceipt,
  type ReceiptSubject,
  verifyReceipt,
} from './receipts/verify-receipt.ts';
