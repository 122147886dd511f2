/** For which purposes a household keeps what is personal; each is a sealed part of its own. */
export const householdPurposes: {
  /** The door, for the household as such. */
  readonly address: 'home-address';
  /** Name and numbers of a member. */
  readonly contact: 'resident-contact';
  /** Identity document. */
  readonly identity: 'identity';
  /** How a member is related to another. */
  readonly relation: 'relation';
  /** Health, sensitive (敏感个人信息). */
  readonly health: 'health';
  /** What was said, in words. */
  readonly words: 'words';
  /** What a visit found. */
  readonly finding: 'finding';
} = {
  address: 'home-address',
  contact: 'resident-contact',
  identity: 'identity',
  relation: 'relation',
  health: 'health',
  words: 'words',
  finding: 'finding',
};

/** For which purposes the care list keeps what is personal. */
export const carePurposes: {
  /** Why somebody is on the list: health, age, living alone. Always sealed, never in the data. */
  readonly reason: 'care-reason';
  readonly health: 'health';
  readonly words: 'words';
  /** Whom to call. */
  readonly contact: 'emergency-contact';
  /** What a visit found. */
  readonly finding: 'finding';
} = {
  reason: 'care-reason',
  health: 'health',
  words: 'words',
  contact: 'emergency-contact',
  finding: 'finding',
};
