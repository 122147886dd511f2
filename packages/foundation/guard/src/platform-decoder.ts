interface Decoding {
  decode(bytes: Uint8Array): string;
}

/** Declared here and not by a library of types: a bare engine has none, and the entry must still load there. */
declare const TextDecoder:
  | (new (
      label: string,
      options: { readonly fatal: true; readonly ignoreBOM: true },
    ) => Decoding)
  | undefined;

type Maker = NonNullable<typeof TextDecoder>;

/** To make a decoder takes longer than to read a short message with it; one that has failed is as good as new. */
const made = new Map<string, Decoding>();
let maker: Maker | undefined;

/** The platform's own strict decoder, where it has one for this encoding. */
export function platformDecoder(label: 'utf-8' | 'gb18030'): Decoding | undefined {
  if (typeof TextDecoder === 'undefined') return undefined;
  if (maker !== TextDecoder) made.clear();
  maker = TextDecoder;
  const kept = made.get(label);
  if (kept !== undefined) return kept;
  try {
    const decoder = new maker(label, { fatal: true, ignoreBOM: true });
    made.set(label, decoder);
    return decoder;
  } catch {
    return undefined;
  }
}

/** The platform's answer; undefined where it has no such decoder or the bytes are ill-formed. */
export function platformDecode(
  decoder: Decoding | undefined,
  bytes: Uint8Array,
): string | undefined {
  try {
    return decoder?.decode(bytes);
  } catch {
    return undefined;
  }
}
