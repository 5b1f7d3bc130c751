/** `short` names it where changes are listed. */
type Option = { value: string; label: string; short: string }

export type PolicyChoice = {
  /** Where it stands in the settings. */
  path: string
  label: string
  hint?: string
  /** None: what may be chosen is only known to the server. */
  options?: readonly Option[]
}

const ON_OFF = [
  { value: 'true', label: 'On', short: 'on' },
  { value: 'false', label: 'Off', short: 'off' },
] as const satisfies readonly Option[]

export const LAYOUT = {
  path: 'format.layout',
  label: 'Layout',
  options: [
    {
      value: 'chat',
      label: 'Chat: a system message, turns, and a last message with the knowledge',
      short: 'chat',
    },
    { value: 'single', label: 'Single: one text', short: 'single' },
  ],
} as const satisfies PolicyChoice

export const PLACEMENT = {
  path: 'format.placement',
  label: 'Order of knowledge',
  options: [
    { value: 'ends', label: 'Best at both ends: models read the middle least', short: 'best at both ends' },
    { value: 'rank', label: 'Best first', short: 'best first' },
  ],
} as const satisfies PolicyChoice

export const PACKING = {
  path: 'budget.packing',
  label: 'Where not all passages fit',
  options: [
    { value: 'strongest', label: 'The strongest, even where they are long', short: 'the strongest' },
    { value: 'most', label: 'As many as fit, by their scores', short: 'as many as fit' },
  ],
} as const satisfies PolicyChoice

export const METADATA = {
  path: 'format.metadata',
  label: 'Above each passage',
  hint: 'What is said of a passage takes tokens from the passages themselves.',
  options: [
    { value: 'least', label: 'Label, and titles not already shown above', short: 'names not said' },
    { value: 'brief', label: 'Its label and its names, once per module', short: 'names' },
    { value: 'full', label: 'Its module, version, day and priority as well', short: 'names and metadata' },
  ],
} as const satisfies PolicyChoice

export const TURN_MARKUP = {
  path: 'format.turns',
  label: 'Above each earlier message',
  hint: 'What is said of a message takes tokens from other messages.',
  options: [
    {
      value: 'once',
      label: 'Speaker and date when they change, without what is known already',
      short: 'what is new of who and day',
    },
    { value: 'least', label: 'Speaker, and the date when it changes', short: 'who, and the day' },
    {
      value: 'full',
      label: 'Speaker, the date when it changes, and how many messages are left out before',
      short: 'also how many are left out',
    },
  ],
} as const satisfies PolicyChoice

export const ANSWER_REUSE = {
  path: 'answers.reuse',
  label: 'Give answers again',
  hint: 'Where the same model has answered the very same context, for the first question of a conversation without a profile.',
  options: ON_OFF,
} as const satisfies PolicyChoice

export const OLDER_TURNS = {
  path: 'history.olderTurns',
  label: 'Older messages',
  hint: 'Which are sent where not all of them fit.',
  options: [
    { value: 'relevant', label: 'The most relevant to the question, then the newest', short: 'most relevant' },
    { value: 'newest', label: 'The newest', short: 'newest' },
    { value: 'off', label: 'None, even if they would fit', short: 'none' },
  ],
} as const satisfies PolicyChoice

export const SUMMARIES = {
  path: 'history.summaries',
  label: 'Summaries',
  hint: 'Made in the background, and sent in place of messages that are not.',
  options: ON_OFF,
} as const satisfies PolicyChoice

export const FACTS = {
  path: 'history.facts',
  label: 'Facts',
  hint: 'What was stated that lasts is sent where its message is not.',
  options: ON_OFF,
} as const satisfies PolicyChoice

export const FUSION = {
  path: 'retrieval.fusion',
  label: 'Fusion',
  hint: 'How what is found by words and by meaning becomes one list.',
  options: [
    { value: 'scores', label: 'By scores: how much better counts', short: 'by scores' },
    { value: 'ranks', label: 'By ranks (RRF): only the order counts', short: 'by ranks' },
  ],
} as const satisfies PolicyChoice

export const RERANKING_MODEL = {
  path: 'rerank.crossEncoder',
  label: 'Reranking model',
} as const satisfies PolicyChoice

/** Every setting that is not a number, in the order of the form. */
export const POLICY_CHOICES: readonly PolicyChoice[] = [
  LAYOUT,
  METADATA,
  TURN_MARKUP,
  PACKING,
  PLACEMENT,
  ANSWER_REUSE,
  FUSION,
  RERANKING_MODEL,
  OLDER_TURNS,
  SUMMARIES,
  FACTS,
]
