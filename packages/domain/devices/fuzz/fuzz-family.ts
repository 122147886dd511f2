import { type DeviceEvent, deviceNormalizer, type Normalized } from '@civigrid/devices';
import { tenantId } from '@civigrid/kernel';
import { randomNumbers } from '../bench/random.ts';
import { mutated, pick } from './mutate.ts';
import { type FuzzFamily, fuzzMapping } from './samples.ts';

/** What became of many payloads. */
export interface FuzzReport {
  readonly name: string;
  readonly payloads: number;
  /** Payloads that gave events, and those that gave issues alone. */
  readonly understood: number;
  readonly refused: number;
  /** Number and fault of each payload that was answered as none may be. */
  readonly faults: readonly string[];
  readonly longestBytes: number;
  readonly meanMicroseconds: number;
  /** The slowest one with its number and size. */
  readonly slowest: { readonly ms: number; readonly payload: number; readonly bytes: number };
}

const tenant = tenantId('street');
const normalizer = deviceNormalizer({ mappings: [fuzzMapping] });
const phases: readonly string[] = ['raise', 'clear', 'instant', 'reading', 'heartbeat'];

/** Payload number `index` of a run: the same for the same seed, whatever else is run. */
function fuzzPayload(family: FuzzFamily, seed: number, index: number): Uint8Array {
  const chance = randomNumbers(Math.imul(seed ^ 0x9e3779b9, index + 1));
  let bytes = pick(family.samples, chance);
  for (let changes = 1 + Math.floor(4 * chance() * chance()); changes > 0; changes--)
    bytes = mutated(bytes, family.samples, family.tokens, chance);
  return bytes;
}

function eventFault(event: DeviceEvent): string | undefined {
  const { kind, phase, device, time, messageKey, conditionKey } = event;
  const names = [kind, device, messageKey, conditionKey];
  if (names.some((name) => typeof name !== 'string' || name === '')) return 'a name is empty';
  if (!phases.includes(phase)) return `phase ${phase}`;
  return Number.isFinite(time.occurred) ? undefined : 'no time';
}

/** What no answer may be: nothing at all, an event without what it needs, an issue without a code. */
function faultOf({ events, issues, unknown = [] }: Normalized): string | undefined {
  if (events.length + issues.length + unknown.length === 0) return 'no answer';
  if (issues.some(({ code }) => !/^(?:devices|guard)\/[a-z0-9-]+$/.test(code))) return 'no code';
  for (const event of [...events, ...unknown]) {
    const fault = eventFault(event);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Sends so many payloads through the normaliser, from number `first` on. */
export function fuzzFamily(
  family: FuzzFamily,
  seed: number,
  payloads: number,
  first = 0,
): FuzzReport {
  const headers = family.contentType === undefined ? {} : { 'content-type': family.contentType };
  const faults: string[] = [];
  let understood = 0;
  let longestBytes = 0;
  let spent = 0;
  let slowest = { ms: 0, payload: -1, bytes: 0 };
  for (let index = first; index < first + payloads; index++) {
    const body = fuzzPayload(family, seed, index);
    longestBytes = Math.max(longestBytes, body.length);
    const start = performance.now();
    try {
      const answer = normalizer.normalize({
        protocol: family.protocol,
        headers,
        body,
        receivedAt: 1_714_960_000_000,
        tenant,
      });
      const ms = performance.now() - start;
      spent += ms;
      if (ms > slowest.ms) slowest = { ms, payload: index, bytes: body.length };
      if (answer.events.length > 0) understood++;
      const fault = faultOf(answer);
      if (fault !== undefined) faults.push(`${index}: ${fault}`);
    } catch (error) {
      faults.push(`${index}: thrown: ${String(error)}`);
    }
  }
  return {
    name: family.name,
    payloads,
    understood,
    refused: payloads - understood,
    faults,
    longestBytes,
    meanMicroseconds: (spent * 1000) / payloads,
    slowest,
  };
}
