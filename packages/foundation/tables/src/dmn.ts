export type {
  DmnErrorCode,
  DmnIssue,
  DmnIssueCode,
  ParseDmnIssue,
  SkippedDecision,
} from './dmn/dmn-issue.ts';
export type { DmnTable, ParseDmnResult } from './dmn/parse-dmn.ts';
export { parseDmn } from './dmn/parse-dmn.ts';
export type { DmnNames } from './dmn/to-dmn.ts';
export { toDmn } from './dmn/to-dmn.ts';
