import { type DeviceIssue, issue } from '../event/device-issue.ts';

/** A pointer finds nothing. */
export function missing(path: string): DeviceIssue {
  return issue('error', 'devices/missing-member', 'The message lacks a member.', { path });
}

/** A pointer finds something else than is wanted. */
export function wrong(path: string, wanted: string): DeviceIssue {
  return issue('error', 'devices/wrong-type', `The member is not ${wanted}.`, { path });
}
