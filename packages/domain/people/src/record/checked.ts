import { isInstant, isWellFormed } from '@civigrid/kernel';
import { recordRefusal } from './record-error.ts';

/**
 * ASCII letters, digits and `_ . : / -`, at most 80. Narrow on purpose: what a resident said, a name or an address in
 * Chinese cannot get into the clear part of a fact as a code.
 */
const codeForm = /^[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,79}$/;

/** The code, or a refusal with `people/not-a-code`. */
export function checkedCode(value: string, path: string): string {
  if (typeof value !== 'string' || !codeForm.test(value))
    throw recordRefusal(
      'people/not-a-code',
      'A code has 1 to 80 ASCII letters, digits and _ . : / -; words of people are sealed.',
      { path },
    );
  return value;
}

/** The public title of something that is no person, 1 to 80 characters, or a refusal with `people/not-a-title`. */
export function checkedTitle(value: string, path: string): string {
  const fits = typeof value === 'string' && value.trim() !== '' && value.length <= 80;
  if (!fits || !isWellFormed(value))
    throw recordRefusal('people/not-a-title', 'A title has 1 to 80 characters.', { path });
  return value;
}

/** The whole number within its bounds, or a refusal with `people/not-a-count`. */
export function checkedCount(
  value: number,
  path: string,
  { least, most = Number.MAX_SAFE_INTEGER }: { readonly least: number; readonly most?: number },
): number {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw recordRefusal('people/not-a-count', 'A whole number within its bounds is wanted.', {
      path,
      least,
      most,
    });
  return value;
}

/** The instant, or a refusal with `people/invalid-instant`. */
export function checkedInstant(value: number, path: string): number {
  if (!isInstant(value))
    throw recordRefusal(
      'people/invalid-instant',
      'An instant is a whole number of UTC milliseconds.',
      { path },
    );
  return value;
}

/** The instants by their members, or a refusal with `people/invalid-instant` that names the member. */
export function checkedInstants(instants: Readonly<Record<string, number>>): void {
  for (const [member, at] of Object.entries(instants)) checkedInstant(at, `/${member}`);
}

/** The instant, refused with `people/future-instant` where it lies after the command. */
export function checkedPast(value: number, at: number, path: string): number {
  if (checkedInstant(value, path) > at)
    throw recordRefusal('people/future-instant', 'This has not happened yet.', { path });
  return value;
}

/** The instant, refused with `people/past-instant` unless it lies after the command. */
export function checkedFuture(value: number, at: number, path: string): number {
  if (checkedInstant(value, path) <= at)
    throw recordRefusal('people/past-instant', 'This must lie after the command.', { path });
  return value;
}
