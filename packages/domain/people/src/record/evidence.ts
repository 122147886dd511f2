import type { MediaRef } from '@civigrid/kernel';
import { recordRefusal } from './record-error.ts';

/** A photo or document that proves something, by reference (佐证材料); its bytes are sealed in the media store. */
export type Evidence = {
  readonly media: MediaRef;
  /** SHA-256 of the bytes: 64 lower-case hexadecimal digits. */
  readonly hash: string;
  /** The media type, such as `image/jpeg`. */
  readonly mediaType: string;
};

const hashForm = /^[0-9a-f]{64}$/;
const typeForm = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,79}$/;

/** Copies that hold nothing besides; refused with `people/broken-evidence` where hash or type have another form. */
export function checkedEvidence(evidence: readonly Evidence[] = []): readonly Evidence[] {
  return evidence.map(({ media, hash, mediaType }, index) => {
    if (typeof media !== 'string' || !hashForm.test(hash) || !typeForm.test(mediaType))
      throw recordRefusal(
        'people/broken-evidence',
        'Evidence is a reference, a SHA-256 in hexadecimal and a media type.',
        { path: `/evidence/${index}` },
      );
    return { media, hash, mediaType };
  });
}
