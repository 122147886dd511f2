/**
 * A way of signing (签名算法): the port by which another one, such as SM2 (国密), takes the place of Ed25519.
 */
export interface SignatureScheme {
  /**
   * What stands before a public key in a key's text and is hashed into its id: the signature type of C2SP signed-note,
   * one byte; for a scheme that has none there, 0xff and a longer name of its own.
   */
  readonly type: readonly number[];
  /** The same for a witness's key, whose signatures carry a time. */
  readonly cosignatureType: readonly number[];
  readonly secretKeyBytes: number;
  readonly publicKeyBytes: number;
  /** The public key of a secret one. */
  publicKey(secretKey: Uint8Array): Uint8Array;
  /** The signature of a message. The same message may have many. */
  sign(secretKey: Uint8Array, message: Uint8Array): Uint8Array;
  /** Whether a signature is good. Bytes of a wrong length are not. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}
