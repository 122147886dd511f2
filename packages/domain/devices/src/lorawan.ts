export type { Codec, CodecContext, Decoded, DecodedEvent, DeviceMessage } from './codec.ts';
export type { DeviceIssue, IssueLevel } from './device-issue.ts';
export { lorawanCodec } from './lorawan-codec.ts';
export type { LorawanNetwork, Uplink, UplinkResult } from './uplink.ts';
export { readUplink } from './uplink.ts';
