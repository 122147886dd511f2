import type { Observation, Phase } from '../event/device-event.ts';
import type { DecodedEvent } from '../intake/codec.ts';
import { componentAlarm, systemAlarm } from './component-kinds.ts';
import { analogQuantity, type Gb26875Data, type Gb26875Object } from './data.ts';
import type { Gb26875Frame } from './frame.ts';

/** A condition that one bit of a status word speaks about. */
interface Condition {
  readonly bit: string;
  readonly kind: string;
  readonly zone?: string;
}

const fault: Condition = { bit: 'fault', kind: 'device.fault' };
const mains: Condition = { bit: 'mainPowerFault', kind: 'device.powerFault', zone: 'mains' };
const standby: Condition = { bit: 'standbyPowerFault', kind: 'device.powerFault', zone: 'standby' };

/** What each type of data says about lasting conditions, its alarm first. */
function conditionsOf(type: number, object: Gb26875Object): readonly Condition[] {
  const { systemType = 0, componentType = 0 } = object;
  if (type === 2)
    return [
      { bit: 'alarm', kind: componentAlarm(systemType, componentType) },
      fault,
      { bit: 'powerFault', kind: 'device.powerFault' },
    ];
  if (type === 1)
    return [
      { bit: 'alarm', kind: systemAlarm(systemType) },
      fault,
      mains,
      standby,
      { bit: 'busFault', kind: 'device.fault', zone: 'bus' },
    ];
  return [
    { bit: 'alarm', kind: systemAlarm(0) },
    fault,
    mains,
    standby,
    { bit: 'communicationFault', kind: 'device.offline' },
    { bit: 'lineFault', kind: 'device.fault', zone: 'line' },
  ];
}

/** Panel, system or component: `source`, `source/type.address`, `source/type.address/component`. */
function deviceOf(source: number, object: Gb26875Object): string {
  const { systemType, systemAddress, componentAddress } = object;
  const system = systemType === undefined ? '' : `/${systemType}.${systemAddress ?? 0}`;
  const component = componentAddress === undefined ? '' : `/${componentAddress}`;
  return `${source}${system}${component}`;
}

interface Said {
  readonly kind: string;
  readonly phase: Phase;
  readonly zone?: string;
  readonly observations?: readonly Observation[];
}

/**
 * A status word says all at once: set bits raise, bits that are not set clear. A test (normal operation not set)
 * swallows the alarm bit and clears nothing; what is in fault or blocked cannot vouch that there is no alarm.
 */
function fromStatus(type: number, object: Gb26875Object): readonly Said[] {
  const bits = object.bits ?? [];
  const test = bits.includes('testOperation');
  const blind = bits.includes('fault') || bits.includes('blocked');
  const description = object.description ?? '';
  const observations: readonly Observation[] = [
    { property: 'status', value: object.status ?? 0 },
    ...(description === '' ? [] : [{ property: 'description', value: description }]),
  ];
  const conditions = conditionsOf(type, object);
  const raised = conditions.filter(({ bit }) => bits.includes(bit) && !(test && bit === 'alarm'));
  const cleared = conditions.filter(
    ({ bit }) => !test && !bits.includes(bit) && !(blind && bit === 'alarm'),
  );
  const say = (phase: Phase) => (condition: Condition) => ({
    kind: condition.kind,
    phase,
    ...(condition.zone === undefined ? {} : { zone: condition.zone }),
    observations,
  });
  return [
    ...(test ? [{ kind: 'device.test', phase: 'instant' as const, observations }] : []),
    ...raised.map(say('raise')),
    ...cleared.map(say('clear')),
  ];
}

function fromOperation({ bits = [], operation = 0, operator = 0 }: Gb26875Object): readonly Said[] {
  const observations: readonly Observation[] = [
    { property: 'operation', value: bits.length > 0 ? bits.join(' ') : String(operation) },
    { property: 'operator', value: operator, personal: true },
  ];
  const test = bits.includes('test') || bits.includes('selfCheck');
  if (test) return [{ kind: 'device.test', phase: 'instant', observations }];
  if (bits.includes('manualAlarm')) return [{ kind: 'fire.manual', phase: 'raise', observations }];
  if (bits.includes('cancelAlarm')) return [{ kind: 'fire.manual', phase: 'clear', observations }];
  return [{ kind: 'device.operation', phase: 'instant', observations }];
}

function fromAnalog(object: Gb26875Object): readonly Said[] {
  const { analogType = 0, value = 0, unit } = object;
  const observation: Observation = {
    property: analogQuantity(analogType),
    value,
    ...(unit === undefined ? {} : { unit }),
  };
  return [{ kind: 'device.reading', phase: 'reading', observations: [observation] }];
}

function said(type: number, object: Gb26875Object): readonly Said[] {
  if (type === 1 || type === 2 || type === 21) return fromStatus(type, object);
  if (type === 3) return fromAnalog(object);
  return type === 4 || type === 24 ? fromOperation(object) : [];
}

/** The events of one frame: several for each object where its status word speaks about several conditions. */
export function gb26875Events(frame: Gb26875Frame, data: Gb26875Data): readonly DecodedEvent[] {
  const { sequence, sourceAddress } = frame;
  return data.objects.flatMap((object, i) => {
    const at = object.time ?? frame.time;
    return said(data.type, object).map(
      (event): DecodedEvent => ({
        device: deviceOf(sourceAddress, object),
        ...event,
        ...(at === undefined ? {} : { occurred: { at, source: 'device', zoneAssumed: true } }),
        // The sequence wraps at 16 bits: only with the frame's clock does it name a message.
        message: `${sequence}|${frame.time ?? '-'}|${i}|${event.kind}|${event.zone ?? ''}`,
      }),
    );
  });
}
