const empty = new Uint8Array(0);
/** Room above this is given back when most of it is empty. */
const largeRoom = 65_536;

/** Bytes that grow at the end and are let go at the beginning; what is let go moves nothing, so that each is moved a bounded number of times. */
export class HeldBytes {
  /** All that is held. */
  bytes: Uint8Array = empty;
  private room: Uint8Array = empty;
  private start = 0;
  private end = 0;

  add(more: Uint8Array): void {
    const { length } = this.bytes;
    if (this.end + more.length > this.room.length) {
      const room = new Uint8Array(Math.max(length + more.length, 2 * length));
      room.set(this.bytes);
      this.room = room;
      this.start = 0;
      this.end = length;
    }
    this.room.set(more, this.end);
    this.end += more.length;
    this.bytes = this.room.subarray(this.start, this.end);
  }

  drop(count: number): void {
    this.start += count;
    const left = this.end - this.start;
    if (left === 0) {
      this.room = empty;
      this.start = 0;
      this.end = 0;
    } else if (this.start > largeRoom && this.start > left) {
      this.room = this.room.slice(this.start, this.end);
      this.start = 0;
      this.end = left;
    }
    this.bytes = this.room.subarray(this.start, this.end);
  }
}
