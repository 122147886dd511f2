export type { Language } from './words/language.ts';
export { tellBallots, tellPublished } from './words/notice-words.ts';
export type { Refusal } from './words/refusal-words.ts';
export { tellRefusal } from './words/refusal-words.ts';
export type { Told, ToldStep } from './words/step-words.ts';
export { tellStatus, tellStep } from './words/step-words.ts';
export type { ToldVerdict } from './words/verdict-words.ts';
export { tellVerdict } from './words/verdict-words.ts';
