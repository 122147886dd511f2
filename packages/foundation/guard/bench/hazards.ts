const many = Array.from({ length: 100_001 }, (_, i) => `"${i}":0`).join();

/** The thirteen ways in which JSON from outside does harm, each as bytes. */
export const hazards: ReadonlyMap<string, Uint8Array> = new Map<string, Uint8Array>(
  (
    [
      ['arrays, 400,000 deep', '['.repeat(400_000) + ']'.repeat(400_000)],
      ['objects, 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
      ['a key twice', '{"grid":"A","grid":"B"}'],
      ['a key twice, once escaped', '{"grid":"A","gri\\u0064":"B"}'],
      ['__proto__', '{"__proto__":{"admin":true}}'],
      ['__proto__, escaped', '{"\\u005f_proto__":{"admin":true}}'],
      ['an integer that loses digits', '{"id":12345678901234567890}'],
      ['a number that is infinite', '[1e400]'],
      ['half a surrogate pair', '["\\ud800"]'],
      ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xc3, 0x28, 0x22)],
      ['an overlong form', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)],
      ['100,001 keys', `{${many}}`],
      ['more than 1 MiB', `"${'a'.repeat(1_048_576)}"`],
    ] as const
  ).map(([name, input]) => [
    name,
    typeof input === 'string' ? new TextEncoder().encode(input) : input,
  ]),
);
