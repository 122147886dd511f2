export {
  type PartitionRoot,
  partitionRoot,
  type RecordOwner,
  recordCheckpoint,
} from './record/record-checkpoint.ts';
export type { RecordDefect, RecordDefectCode } from './record/record-defect.ts';
export { type VerifiedRecord, type VerifyOptions, verifyRecord } from './record/verify-record.ts';
