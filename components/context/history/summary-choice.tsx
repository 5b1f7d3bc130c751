'use client'

import { createContext, useContext } from 'react'
import type { ConversationSummaryDto } from '@/lib/schemas/conversations/conversation-summary'

/** What can be done with the summaries of the conversation that a context is of. */
export type SummaryChoice = {
  /** Those in use now, whatever the context was composed with; undefined while they are loaded. */
  summaries: ConversationSummaryDto[] | undefined
  /** Those whose messages the next question gets in their place. */
  unfolds: string[]
  unfold: (summaryId: string, isUnfolded: boolean) => void
  /** Takes all of that back. */
  foldAll: () => void
  edit: (summaryId: string, text: string) => void
  remake: (summary: ConversationSummaryDto) => void
  /** One of them is being changed. */
  isPending: boolean
}

const SummaryChoiceContext = createContext<SummaryChoice | null>(null)

/** Lets what is inside change summaries; without it, or with null, they are only shown. */
export const SummaryChoiceProvider = SummaryChoiceContext.Provider

export const useSummaryChoice = () => useContext(SummaryChoiceContext)
