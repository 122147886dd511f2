import { type DeviceIssue, issue } from '../event/device-issue.ts';
import type { Codec, DecodedEvent } from '../intake/codec.ts';
import { decodeGb26875Data } from './data.ts';
import { gb26875Deframer } from './deframer.ts';
import { gb26875Events } from './events.ts';
import type { Gb26875Frame } from './frame.ts';
import { gb26875Reply } from './reply.ts';

const bodyLimit = 262_144;

interface Answer {
  readonly events: readonly DecodedEvent[];
  readonly issues: readonly DeviceIssue[];
  readonly reply?: Uint8Array;
}

const commands: ReadonlyMap<number, string> = new Map([
  [1, 'A control command'],
  [3, 'A confirmation'],
  [4, 'A request'],
  [6, 'A denial'],
]);

function answer(frame: Gb26875Frame, receivedAt: number): Answer {
  const { command, byte } = frame;
  if (command !== 2 && command !== 5) {
    const what = commands.get(command) ?? 'An unknown command';
    return {
      events: [],
      issues: [issue('info', 'devices/no-event', `${what} carries no news.`, { byte })],
    };
  }
  const data = decodeGb26875Data(frame.data);
  const events = gb26875Events(frame, data);
  const issues = data.issues.map((found) => ({ ...found, byte: byte + 27 + (found.byte ?? 0) }));
  const bad = issues.some(({ level }) => level === 'error');
  if (events.length === 0 && issues.length === 0)
    issues.push({
      ...issue('info', 'devices/no-event', 'Versions, configurations and clocks are no news.'),
      byte,
    });
  if (command === 5) return { events, issues };
  return { events, issues, reply: gb26875Reply(frame, bad ? 'deny' : 'confirm', receivedAt) };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Fire alarm transmission by GB/T 26875.3 (`gb26875`): whole frames or a piece of the stream that begins and ends anywhere. */
export const gb26875Codec: Codec = {
  protocol: 'gb26875',
  decode({ body, receivedAt }) {
    if (body.length > bodyLimit) {
      const found = issue('error', 'devices/frame-length', 'More than 256 KiB in one message.');
      return { events: [], issues: [found] };
    }
    const deframer = gb26875Deframer();
    const parts = [deframer.push(body), deframer.end()];
    const answers = parts.flatMap(({ frames }) => frames).map((frame) => answer(frame, receivedAt));
    const issues = [...parts, ...answers].flatMap((part) => part.issues);
    const replies = answers.flatMap(({ reply }) => reply ?? []);
    if (answers.length === 0 && issues.length === 0)
      issues.push(issue('error', 'devices/incomplete', 'There is no frame in it.', { byte: 0 }));
    return {
      events: answers.flatMap(({ events }) => events),
      issues,
      ...(replies.length === 0 ? {} : { reply: joined(replies) }),
    };
  },
};
