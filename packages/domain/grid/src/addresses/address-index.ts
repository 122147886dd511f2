import { type GridCode, isWellFormed } from '@civigrid/kernel';
import type { AddressIssue, AddressIssueCode } from './address-issue.ts';
import type { AddressToken } from './address-token.ts';
import { cleanText } from './clean-text.ts';
import { readAddress } from './read-address.ts';
import {
  type AddressEntry,
  agreement,
  beginnings,
  canonical,
  elementsOf,
  type Registered,
  registeredBeginnings,
  type Said,
  saidBefore,
} from './registered.ts';

/** What a text was recognised as. */
interface Recognised {
  /** Whether by an address or by the code of a building. */
  readonly by: 'address' | 'building';
  /** The part of the text that was recognised. */
  readonly matched: string;
  /** What was left over: the unit and room behind a building. */
  readonly rest: string;
}

/** The one cell that an address lies in. */
export interface AddressFound extends Recognised {
  readonly status: 'found';
  readonly cell: GridCode;
  /** The address as it is registered. */
  readonly address: string;
  /** The code of the building, where the entry has one. */
  readonly building?: string;
}

/** Several cells that it may lie in. */
export interface AddressAmbiguous extends Recognised {
  readonly status: 'ambiguous';
  /** `several`: registered in several cells; `incomplete`: only addresses that say more are registered. */
  readonly reason: 'several' | 'incomplete';
  /** Entries that fit, in the order of their addresses; at most 20. */
  readonly candidates: readonly AddressEntry[];
  /** How many entries fit. */
  readonly total: number;
}

/** Cells by address, built once, never changed (标准地址库). */
export interface AddressIndex {
  /** How many entries are looked up. */
  readonly size: number;
  /** What was refused, or is ambiguous, of the entries. */
  readonly issues: readonly AddressIssue[];
  /**
   * The cell of an address or of a building's code, in any usual writing. The registered address that reaches farthest
   * into the text counts, part by part: 12号 is not 1号. Divisions above may be left out or be more than was registered,
   * but not contradict it. Undefined where nothing fits, and of a text of more than 200 characters.
   */
  find(text: string): AddressFound | AddressAmbiguous | undefined;
}

/** The most characters that an address has; a text from outside may be of any size. */
const longest = 200;
const mostCandidates = 20;

interface Node {
  readonly below: Map<string, Node>;
  readonly here: Registered[];
  /** Whether a part of some address ends here. */
  isEnd: boolean;
}

const emptyNode = (): Node => ({ below: new Map(), here: [], isEnd: false });

function enter(root: Node, tokens: readonly AddressToken[], entry: AddressEntry): void {
  for (const begin of registeredBeginnings(tokens)) {
    let node = root;
    for (const token of tokens.slice(begin)) {
      for (const element of elementsOf(token)) {
        const next = node.below.get(element) ?? emptyNode();
        node.below.set(element, next);
        node = next;
      }
      node.isEnd = true;
    }
    node.here.push({ entry, said: saidBefore(tokens, begin) });
  }
}

/** How well entries fit: how far into the text they reach, and how much of it they say. */
interface Best {
  end: number;
  equal: number;
  entries: Set<AddressEntry>;
}

/** Entries from a node down that do not contradict what was said. */
function gather(node: Node, said: Said, into: Set<AddressEntry>): void {
  const waiting = [node];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    for (const { entry, said: own } of at.here) if (agreement(said, own) >= 0) into.add(entry);
    for (const next of at.below.values()) waiting.push(next);
  }
}

/** Takes the entries of a node that reach farther than the best before, or as far and say more. */
function weigh(best: Best, here: readonly Registered[], said: Said, begin: number, end: number) {
  for (const { entry, said: own } of here) {
    const agreed = agreement(said, own);
    const equal = agreed + end - begin;
    const isWorse = end < best.end || (end === best.end && equal < best.equal);
    if (agreed < 0 || isWorse) continue;
    if (end > best.end || equal > best.equal) best.entries.clear();
    best.end = end;
    best.equal = equal;
    best.entries.add(entry);
  }
}

/** Follows a text from one of its names; gives the node at its end, if there is one. */
function follow(
  root: Node,
  tokens: readonly AddressToken[],
  begin: number,
  said: Said,
  best: Best,
) {
  let node: Node | undefined = root;
  for (let i = begin; i < tokens.length && node; i++) {
    for (const element of elementsOf(tokens[i] as AddressToken)) node = node?.below.get(element);
    weigh(best, node?.here ?? [], said, begin, i + 1);
  }
  return node;
}

/** The entries that fit best, and those below the text where none does. */
function search(root: Node, tokens: readonly AddressToken[]) {
  const best: Best = { end: 0, equal: -1, entries: new Set() };
  const below = new Set<AddressEntry>();
  for (const begin of beginnings(tokens)) {
    const said = saidBefore(tokens, begin);
    const node = follow(root, tokens, begin, said, best);
    if (best.end === 0 && node?.isEnd) gather(node, said, below);
  }
  return { best, below };
}

/** The one cell of entries; ambiguous where they are several. */
function answer(
  entries: ReadonlySet<AddressEntry>,
  isWhole: boolean,
  recognised: Recognised,
): AddressFound | AddressAmbiguous | undefined {
  const sorted = [...entries].sort((a, b) =>
    a.address < b.address || (a.address === b.address && a.cell < b.cell) ? -1 : 1,
  );
  const first = sorted[0];
  if (!first) return undefined;
  const { cell, address, building } = first;
  if (isWhole && sorted.every((entry) => entry.cell === cell)) {
    const isOne = building !== undefined && sorted.every((entry) => entry.building === building);
    return { status: 'found', cell, address, ...(isOne ? { building } : {}), ...recognised };
  }
  return {
    status: 'ambiguous',
    reason: isWhole ? 'several' : 'incomplete',
    candidates: sorted.slice(0, mostCandidates),
    total: sorted.length,
    ...recognised,
  };
}

const buildingKey = (text: string): string => cleanText(text).characters.join('');

/** Keeps the entries of each key, and tells where a key has come to a second cell. */
function keep(groups: Map<string, Set<AddressEntry>>, key: string, entry: AddressEntry): boolean {
  const there = groups.get(key) ?? new Set();
  const [first = entry] = there;
  groups.set(key, there.add(entry));
  return first.cell !== entry.cell;
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && isWellFormed(value);

function isEntry(value: unknown): value is AddressEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { address, cell, building } = value as { readonly [key in keyof AddressEntry]: unknown };
  return (
    typeof address === 'string' && isText(cell) && (building === undefined || isText(building))
  );
}

/** An entry that can be looked up, or why it cannot. */
function readEntry(
  given: unknown,
): { readonly entry: AddressEntry; readonly tokens: readonly AddressToken[] } | AddressIssueCode {
  if (!isEntry(given)) return 'address-not-an-entry';
  const { address, cell, building } = given;
  if (address.length > longest) return 'address-too-long';
  const tokens = readAddress(address);
  if (registeredBeginnings(tokens).length === 0) return 'address-empty';
  const known = building === undefined ? {} : { building };
  return { entry: Object.freeze({ address, cell, ...known }), tokens };
}

/**
 * Makes an index of addresses, so that a report without coordinates finds its cell. Entries may come in any writing;
 * none throws.
 *
 * @example
 * const index = addressIndex([{ address: '三江街道宾虹路12号3幢', cell }]);
 * index.find('宾虹路１２号三号楼2单元501'); // { status: 'found', cell, rest: '2单元501', … }
 */
export function addressIndex(entries: Iterable<AddressEntry>): AddressIndex {
  const root = emptyNode();
  const issues: AddressIssue[] = [];
  const addresses = new Map<string, Set<AddressEntry>>();
  const buildings = new Map<string, Set<AddressEntry>>();
  let index = 0;
  let size = 0;
  for (const given of entries) {
    const read = readEntry(given);
    const path = [index++] as const;
    if (typeof read === 'string') {
      issues.push({ code: read, path, ...(isEntry(given) ? { cell: given.cell } : {}) });
      continue;
    }
    const { entry, tokens } = read;
    const { cell, building } = entry;
    size++;
    enter(root, tokens, entry);
    if (keep(addresses, canonical(tokens), entry))
      issues.push({ code: 'address-in-two-cells', path, cell });
    if (building !== undefined && keep(buildings, buildingKey(building), entry))
      issues.push({ code: 'building-in-two-cells', path, cell });
  }
  const find: AddressIndex['find'] = (text) => {
    if (typeof text !== 'string' || text.length > longest) return undefined;
    const byCode = buildings.get(buildingKey(text));
    if (byCode) return answer(byCode, true, { by: 'building', matched: text, rest: '' });
    const tokens = readAddress(text);
    const { best, below } = search(root, tokens);
    const end = best.end === 0 ? text.length : (tokens[best.end - 1] as AddressToken).end;
    const recognised = {
      by: 'address',
      matched: text.slice(0, end).trim(),
      rest: text
        .slice(end)
        .replace(/^[-\s,，、－—]+/, '')
        .trim(),
    } as const;
    return best.end > 0 ? answer(best.entries, true, recognised) : answer(below, false, recognised);
  };
  return Object.freeze({ size, issues, find });
}
