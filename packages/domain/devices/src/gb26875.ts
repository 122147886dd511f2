export { gb26875Codec } from './gb26875/codec.ts';
export type { Gb26875Data, Gb26875Object } from './gb26875/data.ts';
export { decodeGb26875Data } from './gb26875/data.ts';
export type { Gb26875Deframed, Gb26875Deframer } from './gb26875/deframer.ts';
export { gb26875Deframer } from './gb26875/deframer.ts';
export type { Gb26875Frame } from './gb26875/frame.ts';
export { gb26875Reply } from './gb26875/reply.ts';
