const empty = new Uint8Array(0);
/** Room above this is given back when most of it is empty. */
const largeRoom = 65_536;

/** Bytes that grow at the end and are let go at the beginning, each moved a bounded number of times. */
export class HeldBytes {
  /** All that is held. */
  bytes: Uint8Array = empty;
  private room: Uint8Array = empty;

  add(more: Uint8Array): void {
    const { length } = this.bytes;
    const wanted = length + more.length;
    if (this.room.length < wanted) {
      const room = new Uint8Array(Math.max(wanted, 2 * this.room.length));
      room.set(this.bytes);
      this.room = room;
    }
    this.room.set(more, length);
    this.bytes = this.room.subarray(0, wanted);
  }

  drop(count: number): void {
    const left = this.bytes.length - count;
    if (left === 0) this.room = empty;
    else if (this.room.length > largeRoom && left * 4 < this.room.length)
      this.room = this.bytes.slice(count);
    else this.room.copyWithin(0, count, this.bytes.length);
    this.bytes = this.room.subarray(0, left);
  }
}
