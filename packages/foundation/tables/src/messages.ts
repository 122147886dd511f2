export type { ColumnWords } from './cell-words.ts';
export { explanationLines } from './explanation-lines.ts';
export { dmnIssueMessage, tableIssueMessage } from './issue-messages.ts';
export { dmnMessages, tableMessages } from './message-catalogue.ts';
export type { MessageLanguage } from './message-language.ts';
export type { Telling } from './telling.ts';
export { verificationLines } from './verification-lines.ts';
export { whyNotLine } from './why-not-line.ts';
