import { type GridCode, gridCode, type PostId, postId } from '@civigrid/kernel';
import type { SeededRandom } from '../seeded-random.ts';
import type { Bilingual } from './bilingual.ts';
import { type DogDropReason, dogClauses, dogWords } from './dog-words.ts';
import { inventedName } from './invented-person.ts';

/** One suggestion (意见建议) with where it was given; a World Café's names table and round. */
export interface DogSuggestion {
  readonly suggestion: string;
  /** Invented; private. */
  readonly by: string;
  /** UTC ms. */
  readonly at: number;
  readonly place: {
    readonly origin: 'online' | 'offline';
    readonly table?: number;
    readonly round?: number;
  };
  readonly words: Bilingual;
  /** Absent where it was kept. */
  readonly dropped?: { readonly reason: DogDropReason; readonly why: Bilingual };
}

/** One clause of the draft and the kept suggestion that it answers. */
export interface DogClause {
  readonly clause: string;
  readonly text: Bilingual;
  readonly answers: readonly string[];
}

/** A representative of a building (楼栋议事代表). */
export interface DogRepresentative {
  readonly post: PostId;
  /** Invented; private. */
  readonly name: string;
  readonly building: Bilingual;
  /** Whether they came to the meeting. */
  readonly present: boolean;
}

/** A vote cast in the meeting by name. */
export interface DogVote {
  readonly voter: PostId;
  readonly choice: 'for';
}

/** All that the dog-keeping convention (文明养犬公约) is made of, from the topic to the unanimous vote. */
export interface DogConvention {
  readonly community: GridCode;
  readonly topic: Bilingual;
  /** Twenty, in the order in which they came. */
  readonly suggestions: readonly DogSuggestion[];
  /** The ids of the twelve that were kept. */
  readonly kept: readonly string[];
  readonly clauses: readonly DogClause[];
  /** 35, of whom 31 are present. */
  readonly representatives: readonly DogRepresentative[];
  readonly votes: readonly DogVote[];
  /** UTC ms of each step. */
  readonly times: {
    readonly proposed: number;
    readonly worldCafe: number;
    readonly selected: number;
    readonly drafted: number;
    readonly meeting: number;
    readonly published: number;
  };
  /** The Beijing day on which the residents' meeting authorised its representatives. */
  readonly authorisedOn: string;
}

const day = 86_400_000;
/** 2026-04-01 09:00 +08:00. */
const proposed = Date.UTC(2026, 3, 1, 1);
const representativeCount = 35;
const absent: readonly number[] = [4, 13, 22, 30];

/** The material of the convention; only the names come from the seed. */
export function dogConvention(random: SeededRandom): DogConvention {
  const worldCafe = proposed + 12 * day;
  const suggestions = dogWords.map(({ origin, dropped, zh, en }, i): DogSuggestion => {
    const turn = i - dogWords.findIndex((words) => words.origin === 'offline');
    const place =
      origin === 'online'
        ? { origin }
        : { origin, table: (turn % 4) + 1, round: Math.floor(turn / 4) + 1 };
    return {
      suggestion: `s-${String(i + 1).padStart(2, '0')}`,
      by: inventedName(random),
      at: origin === 'online' ? proposed + (i + 1) * 0.6 * day : worldCafe + turn * 600_000,
      place,
      words: { zh, en },
      ...(dropped && { dropped }),
    };
  });
  const kept = suggestions.filter(({ dropped }) => !dropped).map(({ suggestion }) => suggestion);
  const community = gridCode('LS.13');
  const representatives = Array.from({ length: representativeCount }, (_, i) => ({
    post: postId(`${community}/representative/${i + 1}`),
    name: inventedName(random),
    building: { zh: `和睦苑${i + 1}号楼`, en: `Hemu Court, Building ${i + 1}` },
    present: !absent.includes(i + 1),
  }));
  return {
    community,
    topic: { zh: '和睦社区文明养犬公约', en: 'Hemu Community: keeping dogs with consideration' },
    suggestions,
    kept,
    clauses: dogClauses.map((text, i) => ({
      clause: `c-${String(i + 1).padStart(2, '0')}`,
      text,
      answers: [kept[i] ?? ''],
    })),
    representatives,
    votes: representatives
      .filter(({ present }) => present)
      .map(({ post }) => ({ voter: post, choice: 'for' })),
    times: {
      proposed,
      worldCafe,
      selected: worldCafe + 3 * day,
      drafted: worldCafe + 6 * day,
      meeting: worldCafe + 20 * day,
      published: worldCafe + 21 * day,
    },
    authorisedOn: '2026-01-18',
  };
}
