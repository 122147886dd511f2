import { readInstant } from '../src/intake/instant.ts';
import { kindInfo } from '../src/event/kinds.ts';
import { compileMapping } from '@civigrid/devices';
import { vendors } from './vendors.ts';
const vals: [unknown, any][] = [];
for (let i = 0; i < 1000; i++) { const t = 1.78e12 + i * 1e4; vals.push([t, 'ms'], [new Date(t).toISOString(), 'iso'], ['20260302' + String(100000 + i).slice(0, 6), 'cn14'], [new Date(t).toISOString().slice(0, 19) + '+08:00', 'iso'], [t / 1000, 's']); }
const mk = vendors.map((v) => { const c = compileMapping(v.mapping); const b = v.body({ device: 5, message: 77, at: 1.78e12, phase: 'raise', chance: 0.3 }); const found = c.reads.map(({ pointer }) => pointer.split('/').slice(1).reduce((x: any, k) => x[k], b)); return { c, found, topic: v.topic }; });
const d = { key: () => '' };
let kept: unknown;
const keep: unknown[] = new Array(1024);
const tests: Record<string, [number, () => void]> = {
  instant: [vals.length, () => { for (const [v, as] of vals) kept = readInstant(v, as); }],
  ms: [vals.length / 5, () => { for (let i = 0; i < vals.length; i += 5) kept = readInstant(vals[i]![0], 'ms'); }],
  iso: [vals.length / 5, () => { for (let i = 1; i < vals.length; i += 5) kept = readInstant(vals[i]![0], 'iso'); }],
  kindInfo: [mk.length * 1000, () => { for (let k = 0; k < 1000; k++) for (const m of mk) kept = kindInfo((m.c as any).k ?? 'fire.smoke'); }],
  all: [mk.length * 1000, () => { for (let k = 0; k < 1000; k++) for (const m of mk) keep[k & 1023] = m.c.applyFound!(m.found, d); }],
};
for (const m of mk) tests[m.topic] = [3000, () => { for (let k = 0; k < 3000; k++) keep[k & 1023] = m.c.applyFound!(m.found, d); }];
const t: Record<string, number[]> = {};
for (let k = 0; k < 41; k++) for (const [name, [n, f]] of Object.entries(tests)) { const s = performance.now(); f(); (t[name] ??= []).push((performance.now() - s) * 1e6 / n); }
for (const [name, l] of Object.entries(t)) { const x = l.slice(10).sort((a, b) => a - b); console.log(name.padEnd(12), x[15]!.toFixed(0).padStart(6), x[0]!.toFixed(0).padStart(6)); }
