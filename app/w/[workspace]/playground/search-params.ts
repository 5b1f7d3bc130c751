import { createLoader, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'

/** A link shows a colleague the same conversation, answer and inspector tab. */
export const playgroundSearchParams = {
  conversation: parseAsString,
  /** Message id of the answer under inspection; the last one when absent. */
  answer: parseAsString,
  tab: parseAsStringLiteral(['text', 'sections', 'candidates', 'history', 'profile', 'steps'] as const).withDefault(
    'text',
  ),
  /** Label of the knowledge item in focus, as cited: `k1`. */
  cite: parseAsString,
  inspector: parseAsStringLiteral(['open', 'closed'] as const).withDefault('open'),
}

/** Which conversations the list has. */
export const conversationListParams = {
  find: parseAsString.withDefault(''),
  tag: parseAsString,
  archived: parseAsBoolean.withDefault(false),
}

export const loadPlaygroundSearchParams = createLoader(playgroundSearchParams)
