export type { Corner, IsapiAlert, IsapiField } from './isapi/alert.ts';
export { isapiFields } from './isapi/alert.ts';
export { isapiCodec } from './isapi/codec.ts';
export type { IsapiDeframer, Part, Parts } from './isapi/deframer.ts';
export { isapiDeframer, multipart } from './isapi/deframer.ts';
export type { ReadAlert } from './isapi/read-alert.ts';
export { readAlert } from './isapi/read-alert.ts';
