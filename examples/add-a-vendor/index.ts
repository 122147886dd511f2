// How is a vendor added without code? Two JSON files teach the messages of an invented vendor: a trial shows what each field
// became, a message of a newer firmware is refused with its place, the file is mended, and the same message goes through.
// Vendors' JavaScript is never run. Everything is synthetic.
import { alarmTracker, type DeviceMapping, deviceNormalizer } from '@civigrid/devices';
import { nearestMapping, traceMapping } from '@civigrid/devices/mapping';
import { kindName } from '@civigrid/devices/messages';
import { tenantId } from '@civigrid/kernel';
import { mappingsOf } from './read-mappings.ts';
import { type Sent, sent } from './sent.ts';

const message = ({ topic, body, at }: Sent) => ({
  protocol: 'json',
  topic,
  body: Buffer.from(JSON.stringify(body)),
  receivedAt: Date.parse(at),
  tenant: tenantId('LS'),
});

/** The trial: what each field looked at, and what it became. */
function tryOut(mappings: readonly DeviceMapping[], one: Sent): void {
  const mapping = nearestMapping(mappings, message(one));
  if (mapping === undefined) return;
  const { events, unread } = traceMapping(mapping, message(one));
  console.log(`${one.name}: ${mapping.id}`);
  for (const { fields } of events)
    for (const { field, looked, property, became, failed } of fields) {
      const from = looked.map(({ pointer, type, value }) => `${pointer} ${value ?? type}`);
      console.log(
        `  ${field}${property === undefined ? '' : ` ${property}`} <- ${from.join(', ') || 'constant'} -> ${failed ?? became}`,
      );
    }
  if (unread.length > 0) console.log(`  nothing reads ${unread.join(', ')}`);
}

const tracker = alarmTracker({ lateness: 0, kinds: {} });

/** The way of every day: normalise, track. Gives back the messages that were refused, to be given again. */
function takeIn(mappings: readonly DeviceMapping[], messages: readonly Sent[]): readonly Sent[] {
  const normalizer = deviceNormalizer({ mappings });
  return messages.filter((one) => {
    const { events, issues } = normalizer.normalize(message(one));
    for (const { level, code, path = '' } of issues)
      console.log(`${one.name}: ${level} ${code} at ${path}`);
    for (const event of events)
      for (const { type, signal } of tracker.apply(event)) {
        const values = event.observations.map(
          ({ property, value, unit }) => `${property} ${value} ${unit}`,
        );
        const names = `${kindName(signal.kind, 'zh-CN')} ${kindName(signal.kind, 'en')}`;
        console.log(
          `${one.name}: ${signal.device} ${names} ${type}${values.length > 0 ? `, ${values.join(', ')}` : ''}`,
        );
      }
    return issues.some(({ level }) => level === 'error');
  });
}

console.log('== The trial: what the file makes of a bin and of a manhole cover');
const mappings = mappingsOf('greenbox.json');
for (const one of sent.slice(0, 2)) tryOut(mappings, one);

console.log('\n== The day');
const refused = takeIn(mappings, sent);

console.log(`\n== Refused: ${refused.length}. What the newer firmware sends instead`);
for (const one of refused) tryOut(mappings, one);

console.log('\n== The mapping is mended, and what was refused is given again');
const left = takeIn(mappingsOf('greenbox-mended.json'), refused);
console.log(`Refused: ${left.length}`);
