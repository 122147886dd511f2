import type { MediaReference } from '../event/device-event.ts';
import { type DeviceIssue, issue } from '../event/device-issue.ts';
import type { Codec, CodecContext, Decoded, DecodedEvent } from '../intake/codec.ts';
import { sha256 } from '../intake/sha256.ts';
import { isBinary, multipart } from './deframer.ts';
import { isapiEvents } from './events.ts';
import { readAlert } from './read-alert.ts';

function one(contentType: string, body: Uint8Array, byte: number, context: CodecContext): Decoded {
  const { alert, issues } = readAlert(contentType, body, byte);
  if (alert === undefined) return { events: [], issues };
  const found = isapiEvents(alert, context, () => sha256(body).slice(0, 32));
  const placed = byte === 0 ? found.issues : found.issues.map((one) => ({ ...one, byte }));
  return { events: found.events, issues: issues.length === 0 ? placed : [...issues, ...placed] };
}

/** A picture or film that follows no alert, or comes alone, says nothing by itself. */
function noAlert(byte: number): DeviceIssue {
  return issue('info', 'devices/no-event', 'A picture or film without an alert.', { byte });
}

/** The event with one more picture: only what it is known by stays, its bytes end here. */
function withPicture(event: DecodedEvent, type: string, bytes: Uint8Array): DecodedEvent {
  const digest = sha256(bytes);
  const region = event.media?.find((item) => item.region !== undefined)?.region;
  const kept = (event.media ?? []).filter(({ type: other }) => other !== 'video');
  const picture: MediaReference = {
    ref: `sha256:${digest}`,
    type,
    sha256: digest,
    ...(region === undefined ? {} : { region }),
  };
  return { ...event, media: [...kept, picture] };
}

function parted(contentType: string, body: Uint8Array, context: CodecContext): Decoded {
  const cut = multipart(contentType, body);
  const events: DecodedEvent[] = [];
  const issues: DeviceIssue[] = [];
  for (const part of cut.parts) {
    const type = part.headers.get('content-type') ?? '';
    if (!isBinary(type)) {
      const found = one(type, part.body, part.byte, context);
      events.push(...found.events);
      issues.push(...found.issues);
      continue;
    }
    const last = /^image\//i.test(type) ? events.pop() : undefined;
    if (last === undefined) issues.push(noAlert(part.byte));
    else
      events.push(withPicture(last, type.split(';')[0]?.trim().toLowerCase() ?? type, part.body));
  }
  if (events.length + issues.length + cut.issues.length === 0)
    issues.push(issue('info', 'devices/no-event', 'There is no part between the delimiters.'));
  return { events, issues: [...issues, ...cut.issues] };
}

/** Alerts of Hikvision devices over ISAPI (`isapi`): XML, JSON, or a stream of both with pictures as multipart/mixed. */
export const isapiCodec: Codec = {
  protocol: 'isapi',
  decode({ headers, body }, context) {
    const contentType = headers?.['content-type'] ?? '';
    if (isBinary(contentType)) return { events: [], issues: [noAlert(0)] };
    const dashes = contentType === '' && body[0] === 0x2d && body[1] === 0x2d;
    return dashes || /^\s*multipart\//i.test(contentType)
      ? parted(contentType, body, context)
      : one(contentType, body, 0, context);
  },
};
