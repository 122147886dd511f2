/**
 * The codes with which the writers refuse (拒绝), as a `DomainError` of kernel with the number of the feature in its
 * details: `unwritable-geometry` (no closed rings of finite positions), `unwritable-text` (a character that the format
 * or its encoding cannot hold), `unwritable-datum` (the format has no word for it: convert first), `field-name-too-long`
 * and `field-name-clash` (give `names`), `text-too-long` (254 bytes in a Shapefile), `record-too-long` (65,535 bytes, 255
 * fields), `file-too-long` (a Shapefile ends at 2 GiB).
 */
export type GeofilesErrorCode =
  | 'geofiles/unwritable-geometry'
  | 'geofiles/unwritable-text'
  | 'geofiles/unwritable-datum'
  | 'geofiles/field-name-too-long'
  | 'geofiles/field-name-clash'
  | 'geofiles/text-too-long'
  | 'geofiles/record-too-long'
  | 'geofiles/file-too-long';
