import { coreCodecs, type DeviceIssue } from '@civigrid/devices';
import {
  type DeadLetter,
  type Digest,
  type Json,
  type LetterReason,
  toHex,
} from '@civigrid/kernel';
import type { LetterDesk } from '../dead-letter-office.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { IngestMessage } from './ingest.ts';

/** A message with its time of receipt. */
export type KeptMessage = IngestMessage & { readonly receivedAt: number };

/** What devices said and nobody understood: kept as it came (死信), to be read again. */
export interface DeviceLetters {
  /** Keeps a message with what was wrong with it; gives the letter's id, the same for the same message. */
  keep(message: IngestMessage, issues: readonly DeviceIssue[], at: number): Promise<string>;
  /** Messages that are kept, the oldest first. */
  list(): Promise<readonly DeadLetter[]>;
  /** The message as it came, with its time of receipt; undefined for what is none, or was forgotten. */
  open(letter: string): Promise<KeptMessage | undefined>;
  /** After it was understood. */
  resolve(letter: string): Promise<void>;
}

const spoken: ReadonlySet<string> = new Set(coreCodecs.map(({ protocol }) => protocol));

/** Headers that let somebody in and say nothing of the message. */
const secret: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** A reader's path quotes the sender's own names, which may be anybody's; a mapping's does not. */
function reasonOf({ code, path }: DeviceIssue): LetterReason {
  return path === undefined || code.startsWith('guard/') ? { code } : { code, path };
}

function headersOf({ headers = {} }: IngestMessage): readonly (readonly [string, string])[] {
  return Object.entries(headers).filter(([name]) => !secret.has(name));
}

type Kept = {
  readonly protocol: string;
  readonly topic: string;
  readonly at: number;
  readonly body: string;
  readonly headers?: readonly (readonly [string, string])[];
};

function isKept(input: unknown): input is Kept {
  if (typeof input !== 'object' || input === null) return false;
  const { protocol, topic, at, body } = input as { readonly [Key in keyof Kept]?: unknown };
  const texts = [protocol, topic, body].every((text) => typeof text === 'string');
  return texts && typeof at === 'number';
}

function parsed(input: Json | 'forgotten'): Kept | undefined {
  if (typeof input !== 'string') return undefined;
  try {
    const kept: unknown = JSON.parse(input);
    return isKept(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** The letters of devices, among all that the town keeps. */
export function deviceLetters(letters: LetterDesk, digest: Digest): DeviceLetters {
  return {
    keep: async (message, issues, at) => {
      const { protocol, topic = '', body } = message;
      const reasons = issues.filter(({ level }) => level === 'error').map(reasonOf);
      const headers = headersOf(message);
      // Some envelopes say in headers which message it is; others differ with each delivery.
      const own = headers.filter(([name]) => name.startsWith('ce-'));
      const told = own.length === 0 ? '' : `|${JSON.stringify(own)}`;
      const key = `${topic}|${toHex(digest.sha256(body))}${told}`;
      const kept = { protocol, topic, at, body: toBase64(body) };
      const input: Json = JSON.stringify(headers.length === 0 ? kept : { ...kept, headers });
      // A sender's own word for a protocol could be anything.
      const source = spoken.has(protocol) ? `devices/${protocol}` : 'devices/unknown';
      return letters.keep({ source, key, at, reasons, input });
    },
    list: async () => (await letters.list()).filter(({ source }) => source.startsWith('devices/')),
    open: async (letter) => {
      const kept = parsed(await letters.open(letter));
      if (kept === undefined) return undefined;
      const { protocol, topic, at: receivedAt, body, headers } = kept;
      return {
        protocol,
        body: fromBase64(body),
        receivedAt,
        ...(topic === '' ? {} : { topic }),
        ...(headers === undefined ? {} : { headers: Object.fromEntries(headers) }),
      };
    },
    resolve: letters.remove,
  };
}
