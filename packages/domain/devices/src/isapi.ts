export type { Corner, IsapiAlert, IsapiField } from './isapi/alert.ts';
export { isapiFields } from './isapi/alert.ts';
export { isapiCodec } from './isapi/codec.ts';
export type { Part, Parts } from './isapi/multipart.ts';
export { multipart } from './isapi/multipart.ts';
export type { ReadAlert } from './isapi/read-alert.ts';
export { readAlert } from './isapi/read-alert.ts';
