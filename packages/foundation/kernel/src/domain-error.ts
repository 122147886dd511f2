import type { JsonObject } from './json.ts';

/**
 * A refusal (拒绝) with a stable code of the form `package/what-is-wrong`. The message is English and for
 * developers; people read what a catalogue says for the code and the details.
 */
export class DomainError<Code extends string = string> extends Error {
  // only declared: what older engines need to define a field is longer than the class
  declare readonly name: string;
  declare readonly code: Code;
  declare readonly details: JsonObject;

  constructor(code: Code, message: string, details: JsonObject = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

const form = /^[a-z][a-z0-9-]*\/[a-z0-9-]+$/;

/**
 * Whether something caught is a refusal, of a given code if one is named. Goes by shape, so that an ESM and a
 * CommonJS copy of the class understand each other.
 *
 * @example
 * try { cases.decide(command, state); } catch (error) {
 *   if (isDomainError(error, 'cases/not-open')) return;
 *   throw error;
 * }
 */
export function isDomainError<Code extends string = string>(
  error: unknown,
  code?: Code,
): error is DomainError<Code> {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code: found } = error as { readonly name?: unknown; readonly code?: unknown };
  if (name !== 'DomainError' || typeof found !== 'string' || !form.test(found)) return false;
  return code === undefined || found === code;
}
