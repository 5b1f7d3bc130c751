export type NumberField = {
  /** Where the number stands in the settings. */
  path: string
  label: string
  hint?: string
  /** Shown and typed as a percentage of 1. */
  isPercent?: boolean
  /** May be left empty. */
  isOptional?: boolean
}

type FieldGroup = { title: string; description: string; fields: NumberField[] }

export const SECTION_ROWS = [
  { name: 'instructions', label: 'Instructions' },
  { name: 'profile', label: 'Profile' },
  { name: 'knowledge', label: 'Knowledge' },
  { name: 'history', label: 'History' },
  { name: 'query', label: 'Query' },
] as const

type SectionColumn = { key: string; label: string; isPercent?: boolean; isOptional?: boolean }

export const SECTION_COLUMNS: SectionColumn[] = [
  { key: 'share', label: 'Share', isPercent: true },
  { key: 'min', label: 'At least' },
  { key: 'max', label: 'At most', isOptional: true },
  { key: 'grow', label: 'Growth' },
  { key: 'priority', label: 'Priority' },
]

/** The number of one section, with a name that says both. */
export function toSectionField(row: (typeof SECTION_ROWS)[number], column: SectionColumn): NumberField {
  const { key, label, ...kind } = column
  return { ...kind, path: `budget.sections.${row.name}.${key}`, label: `${row.label}: ${label.toLowerCase()}` }
}

export const POLICY_GROUPS: FieldGroup[] = [
  {
    title: 'Reserves',
    description: 'Shares of the context window that no section gets.',
    fields: [
      { path: 'budget.responseShare', label: 'Response', hint: 'Kept free for the answer.', isPercent: true },
      {
        path: 'budget.safetyMarginExact',
        label: 'Margin, exact',
        hint: 'Where tokens are counted exactly.',
        isPercent: true,
      },
      {
        path: 'budget.safetyMarginEstimated',
        label: 'Margin, estimated',
        hint: 'Where they can only be estimated.',
        isPercent: true,
      },
    ],
  },
  {
    title: 'Retrieval',
    description: 'What is found before anything is chosen.',
    fields: [
      { path: 'retrieval.moduleLimit', label: 'Modules kept', hint: 'By the coarse stage.' },
      { path: 'retrieval.chunkLimit', label: 'Chunks per retriever', hint: 'Before the lists are fused.' },
      { path: 'retrieval.lexicalWeight', label: 'Lexical weight', hint: 'Exact words (BM25) in the fusion.' },
      {
        path: 'retrieval.vectorWeight',
        label: 'Vector weight',
        hint: 'Meaning; scaled by how well it works on this library.',
      },
      { path: 'retrieval.moduleWeight', label: 'Module weight', hint: 'Of the whole module, beside 1 for the chunk.' },
      {
        path: 'retrieval.k',
        label: 'Fusion constant',
        hint: 'For fusion by ranks. Higher values weaken the top ranks.',
      },
      { path: 'retrieval.neighbours', label: 'Neighbours', hint: 'Chunks beside a strong one, on each side.' },
      { path: 'retrieval.wholeModuleTokens', label: 'Whole module up to', hint: 'Tokens; 0 turns it off.' },
    ],
  },
  {
    title: 'Reranking',
    description: 'How the candidates are ordered, and which are too weak.',
    fields: [
      {
        path: 'rerank.topN',
        label: 'Candidates kept',
        hint: 'That go on to packing. Those behind place 24 only fill room that is left.',
      },
      {
        path: 'rerank.relevanceFloor',
        label: 'Relevance floor',
        hint: 'This share of the best. 0 drops nothing.',
        isPercent: true,
      },
      {
        path: 'rerank.coverageFloor',
        label: 'Coverage floor',
        hint: 'Share of a question of seven words that something found must hold together, or nothing is sent: less of a longer one, more in a larger library.',
        isPercent: true,
      },
      { path: 'rerank.mmrLambda', label: 'Relevance against novelty', hint: '100 is relevance only.', isPercent: true },
      { path: 'rerank.duplicateThreshold', label: 'Duplicate from', hint: 'Overlap of two chunks.', isPercent: true },
      {
        path: 'rerank.crossEncoderTimeoutMs',
        label: 'Time for the model',
        hint: 'Milliseconds; then it goes without.',
      },
      { path: 'rerank.recencyHalfLifeDays', label: 'Half-life of recency', hint: 'Days.' },
    ],
  },
  {
    title: 'Weights of the signals',
    description: 'How much each signal counts in the score; only their proportions matter.',
    fields: [
      { path: 'rerank.weights.relevance', label: 'Relevance', hint: 'To the question.' },
      { path: 'rerank.weights.recency', label: 'Recency', hint: 'Of the version.' },
      { path: 'rerank.weights.authority', label: 'Authority', hint: 'Priority, and being cited in answers.' },
      { path: 'rerank.weights.specificity', label: 'Specificity', hint: 'As specific as the question.' },
      { path: 'rerank.weights.profile', label: 'Profile', hint: 'Fits the end user.' },
      { path: 'rerank.weights.conversation', label: 'Conversation', hint: 'Fits the earlier turns.' },
      { path: 'rerank.weights.interests', label: 'Interests', hint: 'What the person asked about before.' },
      { path: 'rerank.weights.support', label: 'Support', hint: 'Other candidates agree.' },
      {
        path: 'rerank.weights.proximity',
        label: 'Proximity',
        hint: 'A short question’s words stand together.',
      },
      {
        path: 'rerank.weights.constraints',
        label: 'Constraints',
        hint: 'Keeps to “without”, “only for”, “before version”.',
      },
    ],
  },
  {
    title: 'History',
    description: 'How much of the conversation is kept word for word.',
    fields: [
      { path: 'history.verbatimExchanges', label: 'Exchanges kept', hint: 'A question and its answer each.' },
      {
        path: 'history.summariesFrom',
        label: 'Summaries from',
        hint: 'Share of the window that the input may take before they stand in.',
        isPercent: true,
      },
    ],
  },
  {
    title: 'Answers',
    description: 'Where models search or rerank: how long an answer waits for them.',
    fields: [
      {
        path: 'answers.startAfterMs',
        label: 'Begin after',
        hint: 'Milliseconds; then it begins from words alone, and is refined where they bring more. 0 waits.',
      },
    ],
  },
]

/** Every number of the settings, in the order of the form. */
export const POLICY_FIELDS: NumberField[] = [
  ...SECTION_ROWS.flatMap((row) => SECTION_COLUMNS.map((column) => toSectionField(row, column))),
  ...POLICY_GROUPS.flatMap((group) => group.fields),
]
