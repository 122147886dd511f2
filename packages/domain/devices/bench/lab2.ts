import { deviceNormalizer, deviceRegistry, compileMapping } from '@civigrid/devices';
import { registered, streetMix } from './street-mix.ts';
import { vendors } from './vendors.ts';
import { JsonSlots } from '../src/mapping/json-slots.ts';
import { learnSkeleton } from '../src/mapping/json-skeleton.ts';
const mappings = vendors.map(({ mapping }) => mapping);
const messages = streetMix({ devices: 5000, messages: 60_000, resends: 0.08, seed: 6 });
const first = deviceNormalizer({ mappings });
const registry = deviceRegistry(registered(messages.flatMap((m) => first.normalize(m).events.map((e) => e.device))));
const n = deviceNormalizer({ mappings, registry });
const dec = new TextDecoder('utf-8', { fatal: true });
const slots = new JsonSlots();
const byTopic = new Map(vendors.map((v) => {
  const m = messages.find((x) => x.topic === v.topic)!;
  const sk = learnSkeleton(m.body)!; const c = compileMapping(v.mapping);
  const list = c.reads.map(({ pointer }) => sk.slotOf(pointer) as number);
  return [v.topic, { sk, c, list, again: c.reads.map(({ use }) => use === 'repeated'), found: list.map(() => undefined as unknown) }] as const;
}));
const defaults = { key: () => '' };
let kept: unknown; let miss = 0;
const tests: Record<string, () => void> = {
  touch() { let s = 0; for (const m of messages) s += m.body[0]!; kept = s; },
  load() { for (const m of messages) slots.load(m.body); },
  loadMatch() { for (const m of messages) { slots.load(m.body); if (!slots.match(byTopic.get(m.topic!)!.sk)) miss++; } },
  fill() { for (const m of messages) { slots.load(m.body); const e = byTopic.get(m.topic!)!; if (!slots.match(e.sk)) miss++; for (let i = 0; i < e.list.length; i++) e.found[i] = slots.value(e.list[i]!, e.again[i]!); kept = e.found; } },
  fillFresh() { for (const m of messages) { slots.load(m.body); const e = byTopic.get(m.topic!)!; if (!slots.match(e.sk)) miss++; for (let i = 0; i < e.list.length; i++) e.found[i] = slots.value(e.list[i]!, false); kept = e.found; } },
  apply() { for (const m of messages) { slots.load(m.body); const e = byTopic.get(m.topic!)!; if (!slots.match(e.sk)) miss++; for (let i = 0; i < e.list.length; i++) e.found[i] = slots.value(e.list[i]!, e.again[i]!); kept = e.c.applyFound!(e.found, defaults); } },
  normalize() { for (const m of messages) kept = n.normalize(m); },
  parse() { for (const m of messages) kept = JSON.parse(dec.decode(m.body)); },
};
const t: Record<string, number[]> = {};
for (let k = 0; k < 21; k++) for (const [name, f] of Object.entries(tests)) { const s = performance.now(); f(); (t[name] ??= []).push((performance.now() - s) * 1e6 / messages.length); }
const base = t['parse']!.slice(5).sort((a, b) => a - b)[8]!;
for (const [name, l] of Object.entries(t)) { const x = l.slice(5).sort((a, b) => a - b); console.log(name.padEnd(12), x[8]!.toFixed(0).padStart(6), x[0]!.toFixed(0).padStart(6), (x[8]! / base).toFixed(2)); }
console.log(miss, kept === undefined);
