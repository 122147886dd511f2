import { hash } from 'node:crypto';
import type { Digest } from '@civigrid/kernel';

/** SHA-256 by `node:crypto`: kernel's port for hosts on Node. */
export const nodeDigest: Digest = {
  sha256: (content) => new Uint8Array(hash('sha256', content, 'buffer')),
};
