import { type Intake, stop } from './intake.ts';
import { type UnzippedFile, unzip } from './unzip.ts';

/** The files of a Shapefile (Shapefile 文件组), by their endings; only the .shp must be there. */
export interface ShapefileSet {
  readonly shp: Uint8Array;
  /** The properties. */
  readonly dbf?: Uint8Array;
  /** Where each record lies; without it they are read one after the other. */
  readonly shx?: Uint8Array;
  /** The reference system as WKT. */
  readonly prj?: Uint8Array | string;
  /** The encoding of the .dbf. */
  readonly cpg?: Uint8Array | string;
}

const endings = ['shp', 'dbf', 'shx', 'prj', 'cpg'];

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
}

function isWanted(name: string): boolean {
  return endings.includes(endingOf(name)) && !name.startsWith('__MACOSX/');
}

function pathOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.')).toLowerCase();
}

/** The one layer of an archive that is meant; undefined, and told, where it cannot be told apart. */
export async function setOfZip(
  into: Intake,
  archive: Uint8Array,
  layer: string | undefined,
): Promise<ShapefileSet | undefined> {
  const files = await unzip(into, archive, isWanted);
  if (into.stopped) return undefined;
  const layers = files.filter(
    ({ name }) => endingOf(name) === 'shp' && (layer === undefined || baseOf(name) === layer),
  );
  const [main] = layers;
  if (!main || layers.length > 1) {
    const code = main ? 'geofiles/several-layers' : 'geofiles/nothing-inside';
    stop(into, { code, part: 'zip' });
    return undefined;
  }
  const beside = (ending: string): UnzippedFile | undefined =>
    files.find(({ name }) => endingOf(name) === ending && pathOf(name) === pathOf(main.name));
  const [dbf, shx, prj, cpg] = ['dbf', 'shx', 'prj', 'cpg'].map((ending) => beside(ending)?.bytes);
  return {
    shp: main.bytes,
    ...(dbf && { dbf }),
    ...(shx && { shx }),
    ...(prj && { prj }),
    ...(cpg && { cpg }),
  };
}
