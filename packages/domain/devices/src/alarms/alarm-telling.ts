import type { FloodWatch } from './alarm-flood.ts';
import type { KindPolicy } from './alarm-policy.ts';
import {
  type ConditionState,
  type DeviceState,
  type Life,
  newLife,
  type Waiting,
} from './alarm-state.ts';
import type {
  AlarmSignal,
  AlarmTransition,
  Moved,
  Released,
  Withheld,
} from './alarm-transition.ts';

/** One condition of which something is to be told, and the list it goes into. */
export interface Telling {
  readonly device: DeviceState;
  readonly state: ConditionState;
  readonly policy: KindPolicy | undefined;
  readonly floods: FloodWatch;
  readonly out: AlarmTransition[];
}

/** What withholds a condition now; nothing withholds a protected kind. */
function reasonOf({ device, state }: Telling): Withheld | undefined {
  if (state.isProtected) return undefined;
  if (device.outOfService !== undefined) return 'outOfService';
  const { life } = state;
  if (life === undefined) return undefined;
  if (life.shelvedUntil !== undefined) return 'shelved';
  if (life.suppressed) return 'suppressed';
  return life.chattering ? 'chattering' : undefined;
}

/** What an operator and the policy remember of the condition, from now on. */
export function lifeOf({ device, state }: Telling): Life {
  state.life ??= newLife();
  device.lively = true;
  return state.life;
}

/** What there is to say of a condition that was never heard. */
function unheard({ device, state }: Telling, at: number): AlarmSignal {
  const { tenant, device: id } = device;
  const { key: conditionKey, kind } = state;
  return {
    tenant,
    device: id,
    kind,
    severity: 0,
    conditionKey,
    messageKey: `${conditionKey}|${at}`,
    occurred: at,
    received: at,
  };
}

/** The last that was heard of the condition, for what time or an operator brings. */
export function signalOf(telling: Telling, at: number): AlarmSignal {
  return telling.state.last ?? unheard(telling, at);
}

/** Tells that something no longer withholds the condition. */
export function release(telling: Telling, type: Released['type'], at: number): void {
  const { state } = telling;
  telling.out.push({
    type,
    at,
    active: state.lasts && reasonOf(telling) === undefined,
    conditionKey: state.key,
    signal: signalOf(telling, at),
  });
}

/** Takes off the shelf what has lain there long enough by our own clock. */
export function shelfEnds(telling: Telling, now: number): void {
  const { life } = telling.state;
  const until = life?.shelvedUntil;
  if (life === undefined || until === undefined || until > now) return;
  delete life.shelvedUntil;
  release(telling, 'unshelved', until);
}

/** Counts what moves towards chatter. */
function stir(telling: Telling, type: Moved['type'], at: number): void {
  const { policy, state } = telling;
  const chatter = policy?.chatter;
  if (chatter === undefined || (type !== 'raised' && type !== 'cleared')) return;
  const life = lifeOf(telling);
  life.calmAt = at + chatter.withinMs;
  if (type !== 'raised') return;
  life.raises = [...life.raises, at].slice(-chatter.raises);
  const first = life.raises[0] ?? at;
  if (life.chattering || life.raises.length < chatter.raises) return;
  if (at - first > chatter.withinMs) return;
  life.chattering = true;
  telling.out.push({
    type: 'chattering',
    at,
    conditionKey: state.key,
    signal: signalOf(telling, at),
  });
}

/** What a raise, clear or repeat is called, given what is latched; and what it does to that. */
function latched(telling: Telling, type: Moved['type']): Moved['type'] {
  const { policy, state } = telling;
  const { life } = state;
  if (type === 'cleared' && policy?.latch === true && life?.acknowledged !== true) {
    lifeOf(telling).latched = true;
    return 'latched';
  }
  if (life === undefined || type !== 'raised') return type;
  const was = life.latched;
  life.latched = false;
  life.acknowledged = false;
  // It never ended for those who were told.
  return was ? 'repeated' : type;
}

/** Remembers what lasts. */
function note(state: ConditionState, type: Moved['type'], signal: AlarmSignal): void {
  if (type === 'raised' || type === 'repeated') {
    state.last = signal;
    state.lasts = true;
    state.stale = false;
  } else if (type === 'cleared') state.lasts = false;
}

/** Tells a raise, clear or repeat, marked with what withholds it. */
export function tellMoved(telling: Telling, moved: Moved): void {
  const { device, state, policy, floods, out } = telling;
  const { signal } = moved;
  if (policy === undefined && state.life === undefined && device.outOfService === undefined) {
    note(state, moved.type, signal);
    out.push(moved);
    if (moved.type === 'raised') floods.raised(signal, out);
    return;
  }
  shelfEnds(telling, signal.received);
  const type = latched(telling, moved.type);
  note(state, type, signal);
  const withheld = reasonOf(telling);
  const despite = state.isProtected && device.outOfService !== undefined;
  out.push({
    ...moved,
    type,
    ...(withheld === undefined ? {} : { withheld }),
    ...(despite ? { despite: 'outOfService' as const } : {}),
  });
  stir(telling, type, moved.at);
  if (type === 'raised' && withheld === undefined) floods.raised(signal, out);
}

/** What the passing of the device's own time brings: a delay that is over, chatter that has calmed down. */
export function timePasses(telling: Telling, upTo: number): void {
  const { state } = telling;
  const { life, key: conditionKey } = state;
  if (life === undefined) return;
  const { waiting } = life;
  if (waiting !== undefined && waiting.due <= upTo) {
    delete life.waiting;
    const { type, signal } = waiting;
    tellMoved(telling, { type, at: signal.occurred, conditionKey, signal });
  }
  if (life.raises.length === 0 || upTo < life.calmAt) return;
  life.raises = [];
  if (!life.chattering) return;
  life.chattering = false;
  release(telling, 'steady', life.calmAt);
}

/** What a step makes of one that waits for its delay. */
function meetWaiting(telling: Telling, life: Life, waiting: Waiting, step: Moved): void {
  if (waiting.type === 'cleared') {
    delete life.waiting;
    if (step.type === 'raised') tellMoved(telling, { ...step, type: 'repeated' });
  }
  // Shorter than its on-delay it never was; told again, it goes on waiting.
  else if (step.type === 'cleared') delete life.waiting;
}

/** Takes a step of a condition whose order is certain: it is told now, or waits for its delay. */
export function takeStep(telling: Telling, step: Moved): void {
  const { policy, state } = telling;
  if (policy === undefined && state.life === undefined) {
    tellMoved(telling, step);
    return;
  }
  const { type, at, signal } = step;
  timePasses(telling, at);
  const { life } = state;
  if (life?.waiting !== undefined) {
    meetWaiting(telling, life, life.waiting, step);
    return;
  }
  const delay = type === 'raised' ? policy?.onDelayMs : policy?.offDelayMs;
  if ((type === 'raised' || type === 'cleared') && delay !== undefined && delay > 0)
    lifeOf(telling).waiting = { type, signal, due: at + delay };
  else tellMoved(telling, step);
}
