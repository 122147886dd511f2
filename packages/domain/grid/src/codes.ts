export type { CodedCell } from './codes/assign-codes.ts';
export { assignCodes } from './codes/assign-codes.ts';
export type { CodeErrorCode, CodeIssue, CodeIssueCode } from './codes/code-error.ts';
export type { CodeScheme, CodeValue, ParsedCode } from './codes/code-scheme.ts';
export { codeScheme } from './codes/code-scheme.ts';
export type { NextCodeOptions } from './codes/code-series.ts';
export type { XianOptions } from './codes/presets.ts';
export { cjt349, statistics12, unitGrid15, xian, xianScheme } from './codes/presets.ts';
export type { CodePart } from './codes/read-code.ts';
export type {
  CodeLength,
  CodeRange,
  CodeSchemeDefinition,
  CodeSegment,
  NumberSegment,
  WordSegment,
} from './codes/segment.ts';
export type { PlacedCell, SequenceOptions } from './codes/sequence.ts';
export { sequence } from './codes/sequence.ts';
