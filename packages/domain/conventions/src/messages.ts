export type { Language } from './language.ts';
export type { Refusal } from './refusal-words.ts';
export { tellRefusal } from './refusal-words.ts';
export type { Told, ToldStep } from './step-words.ts';
export { tellStatus, tellStep } from './step-words.ts';
export type { ToldVerdict } from './verdict-words.ts';
export { tellVerdict } from './verdict-words.ts';
