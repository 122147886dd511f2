import { type Branded, isWellFormed } from '@civigrid/kernel';
import { refusal } from './request-error.ts';

/** One service request (办事请求); the id of its stream `request/<id>`. */
export type RequestId = Branded<'RequestId'>;

/** Makes a {@link RequestId}; refuses with `cases/invalid-id` a text that is empty or ill-formed. */
export function requestId(text: string): RequestId {
  if (typeof text !== 'string' || text === '' || !isWellFormed(text))
    throw refusal('cases/invalid-id', 'An id is a text that is not empty.');
  return text as RequestId;
}
