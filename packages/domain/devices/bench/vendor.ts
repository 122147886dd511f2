import type { DeviceMapping, Phase } from '@civigrid/devices';
import type { z } from 'zod';

/** One thing that happens to a device, before a vendor has put it into words. */
interface Happening {
  /** Number of the device among those of its vendor. */
  readonly device: number;
  /** Number of the message. */
  readonly message: number;
  /** UTC milliseconds, whole seconds. */
  readonly at: number;
  readonly phase: Phase;
  /** 0 up to 1. */
  readonly chance: number;
}

/** What the peer pipeline makes of a message: as much as de-duplication and alarms need, and the values. */
export interface PeerEvent {
  readonly device: string;
  readonly message: string;
  readonly kind: string;
  readonly phase: Phase;
  readonly occurred: number;
  readonly zone?: string;
  readonly values: readonly (readonly [property: string, value: number | string | boolean])[];
}

/** One of the invented vendors: the messages, the mapping that reads them, and how they are read by hand after zod. */
export interface Vendor {
  readonly topic: string;
  /** The phases that the devices tell. */
  readonly phases: readonly Phase[];
  readonly body: (happening: Happening) => unknown;
  readonly mapping: DeviceMapping;
  /** Checks by zod and converts; throws where the message is none of this vendor's. */
  readonly read: (value: unknown) => PeerEvent;
}

/** A vendor's own words. */
export interface VendorWords<Schema extends z.ZodType> {
  readonly topic: string;
  readonly phases: readonly Phase[];
  readonly schema: Schema;
  readonly body: (happening: Happening) => object;
  readonly mapping: Omit<DeviceMapping, 'id' | 'protocol' | 'match'>;
  readonly convert: (body: z.output<Schema>) => PeerEvent;
}

/** A vendor of these words. */
export function vendor<Schema extends z.ZodType>(words: VendorWords<Schema>): Vendor {
  const { topic, phases, schema, body, mapping, convert } = words;
  return {
    topic,
    phases,
    body,
    mapping: { ...mapping, id: topic, protocol: 'json', match: { topic } },
    read: (value) => convert(schema.parse(value)),
  };
}
