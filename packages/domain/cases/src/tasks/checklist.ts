import type { PersonalPart } from '@civigrid/kernel';
import { refusal } from './task-error.ts';

/** What is looked at or asked (检查项, 问询项). */
export type ChecklistItem = {
  readonly code: string;
  readonly name?: { readonly 'zh-CN': string; readonly en: string };
  readonly answer: 'yesNo' | 'number' | 'choice';
  /** The codes to choose from; only for `choice`. */
  readonly choices?: readonly string[];
  /** Must be answered where the task is done; required if left out. */
  readonly optional?: boolean;
  /**
   * The answer says something about a person (health, means, family): it goes into a personal part with the purpose
   * that `answerPurpose` gives and never into data.
   */
  readonly sealed?: boolean;
};

/** An answer that says nothing about a person. */
export type Answer = { readonly item: string; readonly value: boolean | number | string };

/** The purposes of the personal parts of a task: address, what to know beforehand, what was found. */
export const taskPurposes: {
  readonly address: 'address';
  readonly instructions: 'instructions';
  readonly findings: 'findings';
} = { address: 'address', instructions: 'instructions', findings: 'findings' };

/** The purpose under which the answer to a sealed item is kept. */
export function answerPurpose(item: string): string {
  return `answer/${item}`;
}

const kinds: readonly string[] = ['yesNo', 'number', 'choice'];

function isItem({ code, answer, choices }: ChecklistItem): boolean {
  if (typeof code !== 'string' || code === '' || !kinds.includes(answer)) return false;
  if (answer !== 'choice') return choices === undefined;
  return Array.isArray(choices) && choices.length > 0 && new Set(choices).size === choices.length;
}

/** A checklist as the record keeps it; refuses with `cases/invalid-checklist`. */
export function checkedChecklist(items: readonly ChecklistItem[]): readonly ChecklistItem[] {
  const codes = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (!isItem(item) || codes.has(item.code))
      throw refusal(
        'cases/invalid-checklist',
        'An item has a code of its own and a kind of answer, a choice also its choices.',
        { index },
      );
    codes.add(item.code);
  }
  return items.map(({ code, name, answer, choices, optional, sealed }) => ({
    code,
    ...(name === undefined ? {} : { name: { 'zh-CN': name['zh-CN'], en: name.en } }),
    answer,
    ...(choices === undefined ? {} : { choices: [...choices] }),
    ...(optional === true ? { optional } : {}),
    ...(sealed === true ? { sealed } : {}),
  }));
}

function fits({ answer, choices }: ChecklistItem, value: Answer['value']): boolean {
  if (answer === 'yesNo') return typeof value === 'boolean';
  if (answer === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === 'string' && choices?.includes(value) === true;
}

/** The answers that were given: in the clear, and those that lie in personal parts. */
export type Answered = {
  readonly answers: readonly Answer[];
  /** The sealed items that were answered. */
  readonly sealedItems: readonly string[];
};

/**
 * Checks the answers to a checklist; `complete` asks for every item that is not optional. Refuses with
 * `cases/invalid-answer`, `cases/answer-not-sealed`, `cases/answer-missing`.
 */
export function checkedAnswers(
  checklist: readonly ChecklistItem[],
  given: {
    readonly answers: readonly Answer[];
    readonly personal: readonly PersonalPart[];
    readonly complete: boolean;
  },
): Answered {
  const items = new Map(checklist.map((item) => [item.code, item]));
  const open = new Set<string>();
  for (const { item: code, value } of given.answers) {
    const item = items.get(code);
    if (item?.sealed === true)
      throw refusal('cases/answer-not-sealed', 'This answer belongs into a personal part.', {
        item: code,
      });
    if (item === undefined || open.has(code) || !fits(item, value))
      throw refusal('cases/invalid-answer', 'Each item has one answer of its kind.', {
        item: code,
      });
    open.add(code);
  }
  const purposes = new Set(given.personal.map(({ purpose }) => purpose));
  const sealed = checklist
    .filter((item) => item.sealed === true && purposes.has(answerPurpose(item.code)))
    .map(({ code }) => code);
  const missing = checklist
    .filter(({ code, optional }) => optional !== true && !open.has(code) && !sealed.includes(code))
    .map(({ code }) => code);
  if (given.complete && missing.length > 0)
    throw refusal('cases/answer-missing', 'Every item that is not optional has an answer.', {
      items: missing,
    });
  return {
    answers: given.answers.map(({ item, value }) => ({ item, value })),
    sealedItems: sealed,
  };
}
