export type { DeviceIssue, IssueLevel } from './event/device-issue.ts';
export type { Codec, CodecContext, Decoded, DecodedEvent, DeviceMessage } from './intake/codec.ts';
export { lorawanCodec } from './lorawan/codec.ts';
export type { LorawanNetwork, Uplink, UplinkResult } from './lorawan/uplink.ts';
export { readUplink } from './lorawan/uplink.ts';
