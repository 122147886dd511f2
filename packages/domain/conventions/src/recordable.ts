/** The form of every fact of this package. */
export interface Recordable<Type extends string, Data> {
  readonly type: `conventions/${Type}`;
  readonly schema: 1;
  readonly data: Data;
}
