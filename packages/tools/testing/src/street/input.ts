import type { DeviceProtocol } from './devices.ts';
import type { StreetPoint } from './mesh.ts';
import type { StreetPhoto } from './photo.ts';

/** What a resident, a patrol or the hotline tells (上报). */
export interface ReportInput {
  readonly kind: 'report';
  readonly id: string;
  /** When it arrived: UTC ms. */
  readonly at: number;
  readonly source: 'resident' | 'patrol' | 'hotline';
  readonly reporter: { readonly name: string; readonly phone: string };
  readonly category: string;
  /** The reporter's own words, Chinese. */
  readonly text: string;
  readonly point: StreetPoint;
  /** A grid code that the reporter named; one of the day does not exist. */
  readonly grid?: string;
  readonly photo?: StreetPhoto;
}

/** One message of a device as it came off the wire. */
export interface PayloadInput {
  readonly kind: 'payload';
  /** One of the street's protocols; one message of the day says `smoke-signal`, which nobody reads. */
  readonly protocol: DeviceProtocol | 'smoke-signal';
  readonly topic?: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** When it arrived: UTC ms. */
  readonly at: number;
  readonly body: Uint8Array;
}

/** One input of the day. */
export type StreetInput = ReportInput | PayloadInput;
