import { DomainError, type JsonObject } from '@civigrid/kernel';

/** The codes with which the package refuses an argument (拒绝代码). What comes from outside is answered by issues instead. */
export type LedgerErrorCode =
  | 'ledger/bad-bytes'
  | 'ledger/bad-checkpoint'
  | 'ledger/bad-hash'
  | 'ledger/bad-instant'
  | 'ledger/bad-key'
  | 'ledger/bad-key-name'
  | 'ledger/bad-note-text'
  | 'ledger/bad-size'
  | 'ledger/bad-witness-policy'
  | 'ledger/beyond-size'
  | 'ledger/broken-snapshot'
  | 'ledger/no-signer'
  | 'ledger/not-a-snapshot'
  | 'ledger/other-root'
  | 'ledger/short-nonce'
  | 'ledger/unknown-key-type';

export function refuse(
  code: LedgerErrorCode,
  message: string,
  details: JsonObject = {},
): DomainError<LedgerErrorCode> {
  return new DomainError(code, message, details);
}
