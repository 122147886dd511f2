export type { TextEncodingName } from './decode-text.ts';
export { decodeText } from './decode-text.ts';
export type { DecodeResult, GuardIssue, GuardIssueCode, ReadResult, Refused } from './issue.ts';
export type { JsonLimits, Limits, XmlLimits } from './limits.ts';
export { defaultLimits } from './limits.ts';
export { readJson } from './read-json.ts';
export { readXml } from './read-xml.ts';
export type { XmlElement } from './xml-element.ts';
