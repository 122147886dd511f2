declare module 'rbush' {
  interface Box {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
  }
  // biome-ignore lint/style/noDefaultExport: it is what the library exports.
  export default class RBush<Item extends Box> {
    load(items: readonly Item[]): this;
    search(box: Box): Item[];
  }
}
