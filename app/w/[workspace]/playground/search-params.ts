import { createLoader, parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { INSPECTOR_TABS } from '@/components/context/inspector-tabs'
import { parseAsColumn } from './columns/columns'

/** A link shows a colleague the same conversation, answer and inspector tab. */
export const playgroundSearchParams = {
  conversation: parseAsString,
  /** That a new conversation begins with. */
  model: parseAsString,
  /** That a conversation is asked of, in place of production. */
  release: parseAsString,
  /** Message id of the answer under inspection; the last one when absent. */
  answer: parseAsString,
  /** A message to begin reading at. */
  message: parseAsString,
  tab: parseAsStringLiteral(INSPECTOR_TABS).withDefault('text'),
  /** Label of the knowledge item in focus, as cited: `k1`. */
  cite: parseAsString,
  /** What the context is compared with in the inspector; what is most likely meant when absent. */
  with: parseAsString,
  /** Modules chosen for the next question. */
  pins: parseAsArrayOf(parseAsString).withDefault([]),
  excludes: parseAsArrayOf(parseAsString).withDefault([]),
  /** Summaries whose messages the next question gets in their place. */
  unfolds: parseAsArrayOf(parseAsString).withDefault([]),
  /** What the next question is asked with beside what is chosen, side by side. */
  beside: parseAsArrayOf(parseAsColumn).withDefault([]),
  /** The cache map of the conversation is open. */
  cache: parseAsBoolean.withDefault(false),
  /** Whether the budget over the turns is open. */
  budget: parseAsBoolean.withDefault(false),
  inspector: parseAsStringLiteral(['open', 'closed'] as const).withDefault('open'),
}

/** What is said of one conversation, which another one begins without. */
export const OF_CONVERSATION = {
  ...{ message: null, answer: null, cite: null, with: null },
  ...{ pins: null, excludes: null, unfolds: null },
}

/** Which conversations the list has. */
export const conversationListParams = {
  find: parseAsString.withDefault(''),
  tag: parseAsString,
  archived: parseAsBoolean.withDefault(false),
}

export const loadPlaygroundSearchParams = createLoader(playgroundSearchParams)
