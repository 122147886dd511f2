export type { Media, MediaLimits, MediaType } from './read-media.ts';
export { readMedia, stripMedia } from './read-media.ts';
