import { DomainError } from '@civigrid/kernel';
import { isProtectedKind } from '../event/kinds.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type { AlarmPolicy, KindPolicy } from './alarm-policy.ts';

function refuse(code: DevicesErrorCode, path: string, why: string): DomainError<DevicesErrorCode> {
  return new DomainError(code, `The alarm policy is wrong at ${path}: ${why}.`, { path });
}

/** Zero or more, where it is there at all. */
function checkLength(value: number | undefined, path: string): void {
  if (value !== undefined && !(value >= 0))
    throw refuse('devices/invalid-policy', path, 'not a number of milliseconds');
}

function checkKind(kind: string, policy: KindPolicy): void {
  const { staleMs, onDelayMs, offDelayMs, chatter } = policy;
  checkLength(staleMs, `/kinds/${kind}/staleMs`);
  checkLength(onDelayMs, `/kinds/${kind}/onDelayMs`);
  checkLength(offDelayMs, `/kinds/${kind}/offDelayMs`);
  if (chatter !== undefined) {
    checkLength(chatter.withinMs, `/kinds/${kind}/chatter/withinMs`);
    if (!(Number.isInteger(chatter.raises) && chatter.raises >= 2))
      throw refuse('devices/invalid-policy', `/kinds/${kind}/chatter/raises`, 'not 2 or more');
  }
  const delays = (onDelayMs ?? 0) > 0 || (offDelayMs ?? 0) > 0 || chatter !== undefined;
  if (delays && isProtectedKind(kind))
    throw refuse('devices/protected-kind', `/kinds/${kind}`, 'nothing may delay or withhold it');
}

/** Refuses a policy that is none with `devices/invalid-policy`, and one that would delay or withhold a protected kind with `devices/protected-kind`. */
export function checkAlarmPolicy({
  lateness,
  kinds,
  limits = [],
  flood,
  silence,
}: AlarmPolicy): void {
  if (!(lateness >= 0))
    throw refuse('devices/invalid-policy', '/lateness', 'not a number of milliseconds');
  for (const [kind, policy] of Object.entries(kinds)) checkKind(kind, policy);
  for (const [i, { at, deadband }] of limits.entries())
    if (!Number.isFinite(at) || !(deadband >= 0))
      throw refuse('devices/invalid-policy', `/limits/${i}`, 'not a limit with a dead band');
  if (flood !== undefined && !(flood.raises >= 1 && flood.withinMs >= 0))
    throw refuse('devices/invalid-policy', '/flood', 'not a count in a time');
  for (const [i, { heartbeatMs }] of (silence?.heartbeats ?? []).entries())
    if (!(heartbeatMs > 0))
      throw refuse('devices/invalid-policy', `/silence/heartbeats/${i}`, 'not a positive number');
}
