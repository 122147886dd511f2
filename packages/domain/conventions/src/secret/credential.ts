import { type Digest, fromHex, toHex } from '@civigrid/kernel';

/**
 * How a secret ballot shows that it may be cast, without saying by whom (投票凭证). This port is the seam for an end-to-end
 * verifiable mode: a credential may as well be a blind signature.
 */
export interface Credentials {
  /** What stands in the list for a token, or undefined for what is none. */
  listed(token: string): string | undefined;
}

/** One-time tokens for a secret vote, and the list under which they are known. */
export interface IssuedCredentials {
  /** 64 hexadecimal digits each, to be put into sealed envelopes from which every voter draws one. Kept by nobody. */
  readonly tokens: readonly string[];
  /** SHA-256 of each token's bytes, sorted, so that the list says nothing of the envelopes' order. */
  readonly list: readonly string[];
}

const form = /^[0-9a-f]{64}$/;

/** Makes one-time tokens of 32 random bytes each, which come from outside (一次性投票凭证). */
export function issueCredentials(
  randoms: readonly Uint8Array[],
  digest: Digest,
): IssuedCredentials {
  return {
    tokens: randoms.map(toHex),
    list: randoms.map((bytes) => toHex(digest.sha256(bytes))).sort(),
  };
}

/** Knows tokens by their hash. */
export function hashedCredentials(digest: Digest): Credentials {
  return {
    listed: (token) => (form.test(token) ? toHex(digest.sha256(fromHex(token))) : undefined),
  };
}
