import type { ParsedTokenInfo } from '@streamparser/json';
import { datumOfCrs } from './crs-member.ts';
import { type Intake, nextFeature, report, stop } from './intake.ts';
import { type OffenceCode, tokenTrail } from './json-offences.ts';
import { own } from './own.ts';
import { readFeature } from './read-feature.ts';

/** Reads pieces of bytes as they come. */
export interface PieceReader {
  /** Takes the next bytes; features that are whole are in the intake afterwards. */
  write(piece: Uint8Array): void;
  /** Nothing comes any more. */
  end(): void;
}

const deepest = 64;
/** The members that are looked at; all others are dropped as they come. */
const paths = ['type', 'id', 'crs', 'geometry', 'properties', 'features.*'].map((m) => `$.${m}`);

/**
 * Reads GeoJSON texts, one or several in a row, feature by feature: of a FeatureCollection no more than one feature is
 * held at a time. What the first text is, is told to `onType` as soon as it is known.
 */
export async function jsonTexts(
  into: Intake,
  onType: (type: string) => void,
): Promise<PieceReader> {
  const { Tokenizer, TokenParser, TokenType } = await import('@streamparser/json');
  const { maxFeatureBytes } = into.limits;
  const trail = tokenTrail(TokenType);
  const tokenizer = new Tokenizer({ separator: '' });
  const parser = new TokenParser({ paths, keepStack: false, separator: '' });
  let members = new Map<string, unknown>();
  let offence: { readonly code: OffenceCode; readonly byte: number } | undefined;
  let sawFeatures = false;
  let texts = 0;
  let bytes = 0;
  /** The last byte outside of any feature or member: what came since is held. */
  let settled = 0;
  let last = 0;

  const refuse = () => stop(into, { code: 'geofiles/not-geojson', byte: last });
  /** Counts and leaves out what bears an offence. */
  const offends = () => {
    if (!offence || !nextFeature(into)) return offence !== undefined;
    report(into, { ...offence, feature: into.seen - 1 });
    offence = undefined;
    return true;
  };
  const takeType = (type: unknown) => {
    if (typeof type !== 'string') return;
    if (texts === 0) onType(type);
    if (type !== 'FeatureCollection' && type !== 'Feature') refuse();
  };
  const takeCrs = (crs: unknown) => {
    const answer = datumOfCrs(crs);
    if (answer && 'code' in answer) stop(into, { code: answer.code, path: ['crs'], byte: last });
    else if (answer) into.datum = answer.datum;
  };
  const takeMember = (key: string, value: unknown) => {
    members.set(key, value);
    if (key === 'type') takeType(value);
    else if (key === 'crs') takeCrs(value);
  };
  const endText = () => {
    if (members.get('type') === 'Feature') {
      if (!offends()) readFeature(into, Object.fromEntries(members));
    } else if (members.get('type') !== 'FeatureCollection' || !sawFeatures || offence) refuse();
    members = new Map();
    sawFeatures = false;
    offence = undefined;
    texts++;
  };

  parser.onValue = ({ value, key }) => {
    if (into.stopped) return;
    if (trail.depth() === 1) takeMember(String(key), value);
    else if (!offends()) readFeature(into, value);
  };
  /** Looks at a token before the parser makes anything of it. */
  const check = (info: ParsedTokenInfo) => {
    const before = trail.depth();
    const code = trail.take(info);
    const depth = trail.depth();
    if (code) offence ??= { code, byte: last };
    if (depth > deepest) stop(into, { code: 'guard/too-deep', byte: last, limit: deepest });
    if (before !== 1 || depth !== 2 || trail.member() !== 'features') return;
    if (info.token === TokenType.LEFT_BRACKET) sawFeatures = true;
    else refuse();
  };
  tokenizer.onToken = (info) => {
    if (into.stopped) return;
    last = info.offset;
    check(info);
    if (into.stopped) return;
    parser.write(info);
    const depth = trail.depth();
    const isPart = info.token === TokenType.COMMA || info.token === TokenType.COLON;
    if (depth === 0 && !isPart && !into.stopped) endText();
    if (depth <= 1 || (depth === 2 && trail.member() === 'features')) settled = last;
  };

  const broken = (error: unknown) => {
    // The parser decodes strictly; texts in GBK are the usual case of this.
    const isText = own(error, 'code') === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    stop(into, { code: isText ? 'guard/invalid-bytes' : 'geofiles/invalid-json', byte: last });
  };
  return {
    write(piece) {
      try {
        tokenizer.write(piece);
      } catch (error) {
        broken(error);
      }
      bytes += piece.length;
      if (!(bytes - settled <= maxFeatureBytes + piece.length))
        stop(into, { code: 'geofiles/feature-too-large', byte: settled, limit: maxFeatureBytes });
    },
    end() {
      if (into.stopped) return;
      if (trail.depth() > 0) stop(into, { code: 'geofiles/truncated', byte: bytes });
      else if (texts === 0) refuse();
      else {
        try {
          tokenizer.end();
        } catch (error) {
          broken(error);
        }
      }
    },
  };
}
