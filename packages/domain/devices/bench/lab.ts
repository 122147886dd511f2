import { deviceNormalizer, deviceRegistry } from '@civigrid/devices';
import { registered, streetMix } from './street-mix.ts';
import { vendors } from './vendors.ts';
const mappings = vendors.map(({ mapping }) => mapping);
const only = process.argv[2];
const messages = streetMix({ devices: 5000, messages: 100_000, resends: 0.08, seed: 6 }).filter((m) => only === undefined || m.topic === only);
const first = deviceNormalizer({ mappings });
const registry = deviceRegistry(registered(messages.flatMap((m) => first.normalize(m).events.map((e) => e.device))));
const n = deviceNormalizer({ mappings, registry });
const dec = new TextDecoder('utf-8', { fatal: true });
const r: number[] = [], p: number[] = [];
let kept: unknown;
for (let k = 0; k < 15; k++) {
  let t = performance.now();
  for (const m of messages) kept = n.normalize(m);
  r.push((performance.now() - t) * 1e6 / messages.length);
  t = performance.now();
  for (const m of messages) kept = JSON.parse(dec.decode(m.body));
  p.push((performance.now() - t) * 1e6 / messages.length);
}
r.sort((a, b) => a - b); p.sort((a, b) => a - b);
console.log(only ?? 'all', 'normalise', r[7]!.toFixed(0), 'parse', p[7]!.toFixed(0), 'ratio', (r[7]! / p[7]!).toFixed(2), kept === null);
