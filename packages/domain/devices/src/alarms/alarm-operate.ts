import { DomainError } from '@civigrid/kernel';
import { kindOfKey } from '../event/condition-key.ts';
import { isProtectedKind } from '../event/kinds.ts';
import type { DevicesErrorCode } from '../refusal-code.ts';
import type { AlarmCommand, ShelveCondition, TakeOutOfService } from './alarm-command.ts';
import type { DeviceState } from './alarm-state.ts';
import { lifeOf, release, signalOf, type Telling } from './alarm-telling.ts';
import { conditionsOf, forgetCondition } from './condition-list.ts';

/** What an operator's command works on. */
export interface Desk {
  readonly device: DeviceState;
  /** A condition of the device; made where there is none. */
  telling(conditionKey: string): Telling;
  /** The device as a whole. */
  whole(): Telling;
}

function refuse(code: DevicesErrorCode, message: string): DomainError<DevicesErrorCode> {
  return new DomainError(code, message);
}

/**
 * Refuses what no state can allow, before anything is made for it: `devices/protected-kind`, `devices/invalid-until`,
 * and `devices/unknown-condition` for the key of another device's condition.
 */
export function checkCommand(command: AlarmCommand): void {
  if ('conditionKey' in command && !command.conditionKey.startsWith(`${command.device}|`))
    throw refuse('devices/unknown-condition', 'The condition is not of that device.');
  const withholds = command.type === 'shelve' || command.type === 'suppress';
  if (withholds && isProtectedKind(kindOfKey(command.device, command.conditionKey)))
    throw refuse('devices/protected-kind', 'An alarm of a protected kind is never put aside.');
  if ('until' in command && command.until !== undefined && !(command.until > command.at))
    throw refuse('devices/invalid-until', 'The end does not lie after the beginning.');
}

function acknowledge(telling: Telling, at: number): void {
  const { state, out, device } = telling;
  const { last, lasts, key: conditionKey } = state;
  if (last === undefined || !lasts) {
    forgetCondition(device, state);
    throw refuse('devices/unknown-condition', 'There is no such alarm now.');
  }
  const life = lifeOf(telling);
  if (life.acknowledged) return;
  life.acknowledged = true;
  out.push({ type: 'acknowledged', at, conditionKey, signal: last });
  if (!life.latched) return;
  life.latched = false;
  state.lasts = false;
  out.push({ type: 'cleared', at, conditionKey, signal: last });
}

function shelve(telling: Telling, { at, until }: ShelveCondition): void {
  lifeOf(telling).shelvedUntil = until;
  const { state, out } = telling;
  out.push({ type: 'shelved', at, until, conditionKey: state.key, signal: signalOf(telling, at) });
}

function unshelve(telling: Telling, at: number): void {
  const { life } = telling.state;
  if (life?.shelvedUntil === undefined) return;
  delete life.shelvedUntil;
  release(telling, 'unshelved', at);
}

function suppress(telling: Telling, at: number): void {
  const life = lifeOf(telling);
  if (life.suppressed) return;
  life.suppressed = true;
  const { state, out } = telling;
  out.push({ type: 'suppressed', at, conditionKey: state.key, signal: signalOf(telling, at) });
}

function unsuppress(telling: Telling, at: number): void {
  const { life } = telling.state;
  if (life?.suppressed !== true) return;
  life.suppressed = false;
  release(telling, 'unsuppressed', at);
}

function takeOut(desk: Desk, { at, until }: TakeOutOfService): void {
  const ends = until === undefined ? {} : { until };
  desk.device.outOfService = { since: at, ...ends };
  const whole = desk.whole();
  const { state, out } = whole;
  out.push({
    type: 'outOfService',
    at,
    ...ends,
    conditionKey: state.key,
    signal: signalOf(whole, at),
  });
}

/** Puts a device back into service, and tells of every alarm that lasts. */
function backInService(desk: Desk, at: number): void {
  const { device } = desk;
  if (device.outOfService === undefined) return;
  device.outOfService = undefined;
  release(desk.whole(), 'inService', at);
  for (const { key, lasts } of conditionsOf(device))
    if (lasts) release(desk.telling(key), 'inService', at);
}

/** Puts a device back into service whose time out of it has passed by our clock. */
export function serviceEnds(desk: Desk, now: number): void {
  const until = desk.device.outOfService?.until;
  if (until !== undefined && until <= now) backInService(desk, until);
}

/** Carries out a command. Refuses with `devices/unknown-condition` to acknowledge what does not last; what is so already changes nothing. */
export function operate(desk: Desk, command: AlarmCommand): void {
  switch (command.type) {
    case 'acknowledge':
      acknowledge(desk.telling(command.conditionKey), command.at);
      return;
    case 'shelve':
      shelve(desk.telling(command.conditionKey), command);
      return;
    case 'unshelve':
      unshelve(desk.telling(command.conditionKey), command.at);
      return;
    case 'suppress':
      suppress(desk.telling(command.conditionKey), command.at);
      return;
    case 'unsuppress':
      unsuppress(desk.telling(command.conditionKey), command.at);
      return;
    case 'takeOutOfService':
      takeOut(desk, command);
      return;
    case 'returnToService':
      backInService(desk, command.at);
      return;
  }
}
