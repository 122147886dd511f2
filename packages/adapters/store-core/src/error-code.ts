/** The codes with which a vault on rows refuses a master key. */
export type StoreCoreErrorCode =
  /** A master key that is not 32 bytes long. */
  | 'store-core/invalid-master-key'
  /** Not the master key with which the vault was made. */
  | 'store-core/wrong-master-key';
