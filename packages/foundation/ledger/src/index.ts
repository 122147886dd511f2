export { sha256Digest } from './sha256-digest.ts';
