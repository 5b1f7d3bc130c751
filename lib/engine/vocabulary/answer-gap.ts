/** What speaks against a finished answer being complete. */
export type AnswerGap =
  /** The model was given no knowledge. */
  | { kind: 'nothing_sent' }
  /** It cites none of the items that it was given. */
  | { kind: 'uncited'; items: number }
  /** It holds fewer of the question's terms than `limit`, both shares 0–1. */
  | { kind: 'uncovered'; share: number; limit: number }
  /** It says that it does not know; the words in which it does. */
  | { kind: 'unknowing'; words: string }
