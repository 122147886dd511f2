declare module 'which-polygon' {
  interface Query<Properties> {
    (point: readonly [number, number]): Properties | null;
    (point: readonly [number, number], multi: true): Properties[] | null;
  }
  interface Collection<Properties> {
    readonly type: 'FeatureCollection';
    readonly features: readonly { readonly properties: Properties; readonly geometry: unknown }[];
  }
  function whichPolygon<Properties>(data: Collection<Properties>): Query<Properties>;
  export = whichPolygon;
}
