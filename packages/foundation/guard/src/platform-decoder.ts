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

/** The platform's own strict decoder, where it has one for this encoding. */
export function platformDecoder(label: 'utf-8' | 'gb18030'): Decoding | undefined {
  if (typeof TextDecoder === 'undefined') return undefined;
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
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
