import type { MediaRef } from '@civigrid/kernel';

/** A photo or another proof, known by reference; its bytes are sealed in the media store. */
export type Photo = {
  readonly media: MediaRef;
  /** The media type, such as `image/jpeg`. */
  readonly mediaType: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
};

/** A copy that holds nothing besides. */
export function photoOf({ media, mediaType, hash }: Photo): Photo {
  return { media, mediaType, hash };
}
