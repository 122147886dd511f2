export type { Corner, IsapiAlert, ReadAlert } from './isapi/alert.ts';
export { readAlert } from './isapi/alert.ts';
export { isapiCodec } from './isapi/codec.ts';
export type { Part, Parts } from './isapi/multipart.ts';
export { multipart } from './isapi/multipart.ts';
