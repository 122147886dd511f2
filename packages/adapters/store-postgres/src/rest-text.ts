import type { PreparedEvent, Recorded } from '@civigrid/kernel';
import { isUuid } from '@civigrid/store-core';

/** What few events have: sealed parts, a cause, and ids that a column of 16 bytes does not give back. */
type Rest = Partial<Pick<Recorded, 'id' | 'command' | 'cause' | 'sealed'>>;

/** The column of it: a record in JSON, or nothing. */
export function restText(event: PreparedEvent, command: string): string {
  const { id, cause, sealed } = event;
  const members: string[] = [];
  if (cause !== undefined) members.push(`"cause":${JSON.stringify(cause)}`);
  if (!isUuid(command)) members.push(`"command":${JSON.stringify(command)}`);
  if (!isUuid(id)) members.push(`"id":${JSON.stringify(id)}`);
  if (sealed !== undefined) members.push(`"sealed":${sealed}`);
  return members.length === 0 ? '' : `{${members.join(',')}}`;
}

/** What {@link restText} wrote. */
export function restFrom(text: string): Rest {
  return text === '' ? {} : (JSON.parse(text) as Rest);
}
