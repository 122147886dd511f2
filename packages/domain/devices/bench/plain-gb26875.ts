/** What the plain reader gives. */
export interface PlainFrame {
  readonly sequence: number;
  readonly version: string;
  readonly time: number | undefined;
  readonly sourceAddress: number;
  readonly destinationAddress: number;
  readonly command: number;
  readonly data: Uint8Array;
}

function time(bytes: DataView, at: number): number | undefined {
  const [second, minute, hour, day, month, year] = [0, 1, 2, 3, 4, 5].map((i) =>
    bytes.getUint8(at + i),
  ) as [number, number, number, number, number, number];
  if (second > 59 || minute > 59 || hour > 23 || month < 1 || month > 12) return undefined;
  const instant = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  return new Date(instant).getUTCDate() === day ? instant - 8 * 3_600_000 : undefined;
}

const address = (view: DataView, at: number): number =>
  view.getUint32(at, true) + view.getUint16(at + 4, true) * 0x1_0000_0000;

/** The way one writes it from the standard's table: a view, a cursor, an object a frame, what is left joined to what comes. */
export function plainDeframer() {
  let held = new Uint8Array(0);
  return {
    push(chunk: Uint8Array): { readonly frames: readonly PlainFrame[]; readonly issues: number } {
      const bytes = new Uint8Array(held.length + chunk.length);
      bytes.set(held);
      bytes.set(chunk, held.length);
      const view = new DataView(bytes.buffer);
      const frames: PlainFrame[] = [];
      let issues = 0;
      let at = 0;
      while (at + 27 <= bytes.length) {
        if (view.getUint16(at) !== 0x4040) {
          at++;
          continue;
        }
        const length = view.getUint16(at + 24, true);
        const end = at + 27 + length;
        if (length <= 1024 && end + 3 > bytes.length) break;
        let sum = 0;
        if (length <= 1024) for (let i = at + 2; i < end; i++) sum += view.getUint8(i);
        const whole =
          length <= 1024 &&
          view.getUint16(end + 1) === 0x2323 &&
          view.getUint8(end) === (sum & 255);
        if (!whole) {
          issues++;
          at++;
          continue;
        }
        frames.push({
          sequence: view.getUint16(at + 2, true),
          version: `${view.getUint8(at + 4)}.${view.getUint8(at + 5)}`,
          time: time(view, at + 6),
          sourceAddress: address(view, at + 12),
          destinationAddress: address(view, at + 18),
          command: view.getUint8(at + 26),
          data: bytes.slice(at + 27, end),
        });
        at = end + 3;
      }
      held = bytes.slice(at);
      return { frames, issues };
    },
  };
}
