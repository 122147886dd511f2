import { type GuardIssue, readJson } from '@civigrid/guard';
import type { DeviceIssue } from '../event/device-issue.ts';
import type { Decoded } from './codec.ts';

function pointer(path: GuardIssue['path']): string | undefined {
  return path
    ?.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** An issue of a bounded reader as an issue of a message; `start` is where its bytes began in the body. */
export function fromGuard(found: GuardIssue, start = 0): DeviceIssue {
  const path = pointer(found.path);
  return {
    code: found.code,
    level: 'error',
    ...(path === undefined ? {} : { path }),
    ...(found.byte === undefined ? {} : { byte: found.byte + start }),
    message: 'The bounded reader refused the body.',
  };
}

/** Reads JSON through guard and hands the value on, or the issues. */
export function withJson(body: Uint8Array, use: (value: unknown) => Decoded): Decoded {
  const read = readJson(body);
  return read.ok
    ? use(read.value)
    : { events: [], issues: read.issues.map((found) => fromGuard(found)) };
}
