import { type Runtime, Session } from 'node:inspector';

/** A document of the inspector's protocol, asked of this very process: the answer is there before `post` returns. */
function ask<Answer>(session: Session, method: string, params: object): Answer {
  let answer: Answer | undefined;
  session.post(method, params, (error: Error | null, result?: object) => {
    answer = error === null ? (result as Answer) : undefined;
  });
  if (answer === undefined) throw new Error(`${method} gave no answer.`);
  return answer;
}

/** A module's own scope: the same for everything that the module ever made, and full of what the test runner put there. */
const ofModule = ({ result }: Runtime.GetPropertiesReturnType) =>
  result.some(({ name }) => name.startsWith('__vi'));

/**
 * Every number and text that can be reached from a value: through properties, entries of Maps and Sets, elements of
 * typed arrays, and what functions have closed over, which only a debugger can see. Sorted, as often as they occur.
 */
export function reachable(root: unknown): readonly string[] {
  const session = new Session();
  session.connect();
  const seen = new Set<unknown>();
  const met: string[] = [];
  const holder = globalThis as { walked?: unknown; isNew?: (value: unknown) => boolean };
  holder.walked = root;
  holder.isNew = (value) => !seen.has(value) && seen.add(value) !== undefined;
  const waiting: Runtime.RemoteObject[] = [
    ask<Runtime.EvaluateReturnType>(session, 'Runtime.evaluate', {
      expression: 'globalThis.walked',
    }).result,
  ];

  function isNew(objectId: string): boolean {
    const functionDeclaration = 'function () { return globalThis.isNew(this); }';
    const asked = { objectId, functionDeclaration };
    return ask<Runtime.CallFunctionOnReturnType>(session, 'Runtime.callFunctionOn', asked).result
      .value as boolean;
  }
  function walk({ objectId = '', subtype, description = '' }: Runtime.RemoteObject): void {
    const seeming = subtype?.startsWith('internal#') ?? false;
    if (/^(Global|Script|Module)/.test(description) && seeming) return;
    if (!seeming && !isNew(objectId)) return;
    const asked = { objectId, ownProperties: true };
    const held = ask<Runtime.GetPropertiesReturnType>(session, 'Runtime.getProperties', asked);
    if (seeming && ofModule(held)) return;
    for (const { name, value } of held.result)
      if (value !== undefined && name !== '__proto__' && name !== 'prototype') waiting.push(value);
    for (const { name, value } of held.internalProperties ?? [])
      if (value !== undefined && (name === '[[Scopes]]' || name === '[[Entries]]'))
        waiting.push(value);
  }

  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    if (next.type === 'number' || next.type === 'string')
      met.push(String(next.value ?? next.description));
    else if (next.objectId !== undefined && next.type !== 'symbol') walk(next);
  delete holder.walked;
  delete holder.isNew;
  session.disconnect();
  return met.sort();
}
