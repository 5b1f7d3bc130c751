/** How the text that a rule found is read: cleaned, checked, and cut where something else begins. */
export type Reading =
  | 'name'
  | 'statedName'
  | 'occupation'
  | 'organisation'
  | 'team'
  | 'place'
  | 'language'
  | 'timezone'
  | 'thing'
  | 'project'
  | 'preference'
  | 'liking'
  | 'dislike'

/** One way to say something about oneself. */
export type FactRule = {
  id: string
  /** Matched at the beginning of a clause; its group `value` is what is learned, `topic` what it is about. */
  pattern: RegExp
  key: string
  reading: Reading
  /** Not said outright: it waits to be accepted. */
  isInferred?: true
  /** Read in the whole sentence, before it is cut into clauses. */
  isWhole?: true
}

/** What rules need to know of a language. */
export type RuleLanguage = {
  code: string
  /** Words in front that change nothing. */
  opener: RegExp
  /** Such a sentence says nothing that is so. */
  unreal: RegExp
  question: RegExp
  clauseBreak: RegExp
  /** What may follow an occupation, and says something itself. */
  tails: { key: string; reading: Reading; pattern: RegExp }[]
  /** Where a value ends. */
  ends: RegExp[]
  /** A value that begins so is none. */
  pointer: RegExp
  article: RegExp
  /** What may follow a name in the same breath. */
  afterName: RegExp
  /** An occupation named right after the name. */
  apposition?: RegExp
  /** Stand between what is preferred and what it is preferred to. */
  over: string[]
  /** Whether a phrase names an occupation. */
  isOccupation: (phrase: string) => boolean
  rules: FactRule[]
}

type MakeRule = (id: string, key: string, reading: Reading, pattern: string) => FactRule

/** How the rules of a language are written down. */
export function rulesOf(code: string): { rule: MakeRule; inferred: MakeRule; whole: MakeRule } {
  const rule: MakeRule = (id, key, reading, pattern) => ({
    id: `${code}.${id}`,
    key,
    reading,
    pattern: new RegExp(`^${pattern}$`, 'iu'),
  })
  return {
    rule,
    inferred: (...args) => ({ ...rule(...args), isInferred: true }),
    whole: (...args) => ({ ...rule(...args), isWhole: true }),
  }
}
