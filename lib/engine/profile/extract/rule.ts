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
  rules: FactRule[]
}
