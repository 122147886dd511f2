declare module 'coordtransform' {
  type Shift = (longitude: number, latitude: number) => [longitude: number, latitude: number];
  const coordtransform: Readonly<
    Record<'wgs84togcj02' | 'gcj02towgs84' | 'gcj02tobd09' | 'bd09togcj02', Shift>
  >;
  export = coordtransform;
}
