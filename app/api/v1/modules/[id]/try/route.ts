import { rest } from '@/lib/adapters/rest'
import { tryDraft } from '@/lib/services/drafts/try-draft'

export const POST = rest({ verb: tryDraft, status: 201 })
