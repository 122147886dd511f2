/** A value that answers a question of a service item. */
export type AnswerValue = string | number | boolean;

/** When a material is needed, by the answers (情形): one answer, or conditions joined. */
export type Condition =
  | { readonly question: string; readonly is: readonly AnswerValue[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** No office's checklist nests its conditions deeper. */
const deepest = 16;

const isValue = (value: unknown) =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** Whether a value is a condition over these questions. */
export function isCondition(
  value: unknown,
  questions: ReadonlySet<string>,
  depth: number = 0,
): value is Condition {
  if (typeof value !== 'object' || value === null || depth > deepest) return false;
  const { question, is, all, any, not } = value as Readonly<Record<string, unknown>>;
  const parts = [question, all, any, not].filter((part) => part !== undefined);
  if (parts.length !== 1) return false;
  if (question !== undefined)
    return (
      typeof question === 'string' &&
      questions.has(question) &&
      Array.isArray(is) &&
      is.length > 0 &&
      is.every(isValue)
    );
  if (not !== undefined) return isCondition(not, questions, depth + 1);
  const list = all ?? any;
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((each) => isCondition(each, questions, depth + 1))
  );
}

/** Whether a condition holds; every question that it names must have been answered. */
export function holds(condition: Condition, answers: ReadonlyMap<string, AnswerValue>): boolean {
  if ('question' in condition) {
    const value = answers.get(condition.question);
    return value !== undefined && condition.is.includes(value);
  }
  if ('all' in condition) return condition.all.every((each) => holds(each, answers));
  if ('any' in condition) return condition.any.some((each) => holds(each, answers));
  return !holds(condition.not, answers);
}
