import { createPublicKey, verify } from 'node:crypto';
import {
  cosigner,
  ed25519,
  type LogTrust,
  type SignatureScheme,
  signer,
  type Verifier,
  verifier,
  verifierKey,
  witnessPolicy,
} from '@civigrid/ledger/notes';

/** Synthetic keys of a town: never used for anything but tests. */
export const origin = 'town.example/ballots/2026-06';

const secret = (fill: number) => new Uint8Array(32).fill(fill);

export const logSigner = signer({ name: origin, secretKey: secret(1) });
export const logKey: Verifier = verifier(
  verifierKey({ name: origin, publicKey: ed25519.publicKey(secret(1)) }),
);

/** The street office, the district and the neighbours' association as witnesses. */
const witnessNames = ['street.example', 'district.example', 'neighbours.example'];

export const cosigners = witnessNames.map((name, i) =>
  cosigner({ name, secretKey: secret(10 + i) }),
);

export const witnessKeys: readonly Verifier[] = witnessNames.map((name, i) =>
  verifier(
    verifierKey({ name, publicKey: ed25519.publicKey(secret(10 + i)), kind: 'cosignature' }),
  ),
);

export const trust: LogTrust = { keys: [logKey] };
export const witnessed = (threshold: number): LogTrust => ({
  keys: [logKey],
  witnesses: witnessPolicy(threshold, witnessKeys),
});

/** 2026-06-01 09:00 in Beijing. */
export const morning: number = Date.UTC(2026, 5, 1, 1);

/** The platform's Ed25519 behind the port, twenty times as fast, where a test asks thousands of times. */
const platform: SignatureScheme = {
  ...ed25519,
  verify(publicKey, message, signature) {
    const x = Buffer.from(publicKey).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, message, key, signature);
  },
};

export const quickLogKey: Verifier = verifier(
  verifierKey({ name: origin, publicKey: ed25519.publicKey(secret(1)) }),
  { schemes: [platform] },
);

/** All texts that one hand can make of a text: every unit changed, dropped, doubled or swapped, one put in, the end cut off. */
export function* tamperedText(text: string): Generator<string> {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const [before, after] = [text.slice(0, at), text.slice(at + 1)];
    for (const change of [1, 2, 4, 0x20])
      yield `${before}${String.fromCharCode(code ^ change)}${after}`;
    yield before + after;
    yield before;
    for (const put of ['\n', ' ', 'A', '0', text.charAt(at)]) {
      const inserted = `${before}${put}${text.slice(at)}`;
      if (inserted !== text) yield inserted;
    }
    const next = text.charAt(at + 1);
    if (next !== '' && next !== text.charAt(at))
      yield `${before}${next}${text.charAt(at)}${text.slice(at + 2)}`;
  }
  for (const put of ['\n', ' ', 'A', '=']) yield text + put;
}
