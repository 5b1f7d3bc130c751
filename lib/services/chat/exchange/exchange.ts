import type { AskedWith } from '@/lib/schemas/contexts/side-by-side'

export type Where = { workspaceId: string; conversationId: string }

/** A question and the place of its answer, stored. */
export type Exchange = {
  workspaceId: string
  conversationId: string
  title: string
  isNew: boolean
  /** Nothing of it is kept. */
  isTemporary: boolean
  userMessageId: string
  answerId: string
  /** The answers that the question has stay. */
  isBeside?: boolean
  /** Where it stands side by side with others. */
  column?: number
}

/** An answer's place side by side with others, and what was named for it; without a column it stands alone. */
export type Beside = { column?: number; askedWith?: AskedWith }
