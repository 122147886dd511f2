import type { FloodWatch } from './alarm-flood.ts';
import type { KindPolicy } from './alarm-policy.ts';
import { type ConditionState, type DeviceState, type Life, newLife } from './alarm-state.ts';
import type {
  AlarmSignal,
  AlarmTransition,
  Corrected,
  Late,
  Moved,
  Released,
  Withheld,
} from './alarm-transition.ts';

/** One condition of which something is to be told, and the list it goes into. */
export interface Telling {
  readonly device: DeviceState;
  readonly conditionKey: string;
  readonly state: ConditionState;
  readonly policy: KindPolicy | undefined;
  readonly isProtected: boolean;
  readonly floods: FloodWatch;
  readonly out: AlarmTransition[];
}

/** What withholds a condition now; nothing withholds a protected kind. */
function reasonOf({ device, state, isProtected }: Telling): Withheld | undefined {
  if (isProtected) return undefined;
  if (device.outOfService !== undefined) return 'outOfService';
  const { life } = state;
  if (life === undefined) return undefined;
  if (life.shelvedUntil !== undefined) return 'shelved';
  if (life.suppressed) return 'suppressed';
  return life.chattering ? 'chattering' : undefined;
}

/** What an operator and the policy remember of the condition, from now on. */
export function lifeOf(state: ConditionState): Life {
  state.life ??= newLife();
  return state.life;
}

/** What there is to say of a condition that was never heard. */
function unheard({ device, conditionKey }: Telling, at: number): AlarmSignal {
  const { tenant, device: id } = device;
  const kind = conditionKey.slice(id.length + 1).split('|')[0] ?? '';
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
  const { conditionKey, state } = telling;
  const lasts = state.last !== undefined && reasonOf(telling) === undefined;
  telling.out.push({ type, at, active: lasts, conditionKey, signal: signalOf(telling, at) });
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
  const { conditionKey, policy, state } = telling;
  const chatter = policy?.chatter;
  if (chatter === undefined || (type !== 'raised' && type !== 'cleared')) return;
  const life = lifeOf(state);
  life.calmAt = at + chatter.withinMs;
  if (type !== 'raised') return;
  life.raises = [...life.raises, at].slice(-chatter.raises);
  const first = life.raises[0] ?? at;
  if (life.chattering || life.raises.length < chatter.raises) return;
  if (at - first > chatter.withinMs) return;
  life.chattering = true;
  telling.out.push({ type: 'chattering', at, conditionKey, signal: signalOf(telling, at) });
}

/** What a raise, clear or repeat is called, given what is latched; and what it does to that. */
function latched({ policy, state }: Telling, type: Moved['type']): Moved['type'] {
  const { life } = state;
  if (type === 'cleared' && policy?.latch === true && life?.acknowledged !== true) {
    lifeOf(state).latched = true;
    return 'latched';
  }
  if (life === undefined || type !== 'raised') return type;
  const was = life.latched;
  life.latched = false;
  life.acknowledged = false;
  // It never ended for those who were told.
  return was ? 'repeated' : type;
}

/** Tells a raise, clear or repeat, marked with what withholds it. */
export function tellMoved(telling: Telling, moved: Moved): void {
  const { device, state, isProtected, out } = telling;
  const { signal } = moved;
  shelfEnds(telling, signal.received);
  const type = latched(telling, moved.type);
  if (type === 'raised' || type === 'repeated') {
    state.last = signal;
    state.stale = false;
  } else if (type === 'cleared') delete state.last;
  const withheld = reasonOf(telling);
  const despite = isProtected && device.outOfService !== undefined;
  out.push({
    ...moved,
    type,
    ...(withheld === undefined ? {} : { withheld }),
    ...(despite ? { despite: 'outOfService' as const } : {}),
  });
  stir(telling, type, moved.at);
  if (type !== 'raised' || withheld !== undefined) return;
  const flood = telling.floods.raised(signal);
  if (flood !== undefined) out.push(flood);
}

/** Tells a correction or a late report; an end that never was ends nothing. */
export function tellRevised(telling: Telling, revised: Corrected | Late): void {
  const { state, out } = telling;
  out.push(revised);
  if (revised.type !== 'corrected' || revised.at !== undefined) return;
  if (revised.of === 'cleared' && state.life !== undefined) state.life.latched = false;
}

/** What the passing of the device's own time brings: a delay that is over, chatter that has calmed down. */
export function timePasses(telling: Telling, upTo: number): void {
  const { conditionKey, state } = telling;
  const { life } = state;
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

/** Takes a step of a condition whose order is certain: it is told now, or waits for its delay. */
export function takeStep(telling: Telling, step: Moved): void {
  const { policy, state } = telling;
  const { type, at, signal } = step;
  if (policy === undefined && state.life === undefined) {
    tellMoved(telling, step);
    return;
  }
  timePasses(telling, at);
  const waiting = state.life?.waiting;
  if (waiting?.type === 'raised') {
    // Shorter than its on-delay: it never was; or told again before it was told.
    if (type === 'cleared' && state.life !== undefined) delete state.life.waiting;
    return;
  }
  if (waiting?.type === 'cleared') {
    if (state.life !== undefined) delete state.life.waiting;
    if (type === 'raised') tellMoved(telling, { ...step, type: 'repeated' });
    return;
  }
  const delay = type === 'raised' ? policy?.onDelayMs : policy?.offDelayMs;
  if (type !== 'repeated' && delay !== undefined && delay > 0)
    lifeOf(state).waiting = {
      type: type === 'raised' ? 'raised' : 'cleared',
      signal,
      due: at + delay,
    };
  else tellMoved(telling, step);
}
