export { gb26875Codec } from './gb26875/codec.ts';
export type { Gb26875Data, Gb26875Object } from './gb26875/data.ts';
export { decodeGb26875Data } from './gb26875/data.ts';
export type { Deframed, Gb26875Deframer, Gb26875Frame } from './gb26875/frame.ts';
export { gb26875Deframer, gb26875Reply } from './gb26875/frame.ts';
