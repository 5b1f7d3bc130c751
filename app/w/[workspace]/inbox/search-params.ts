import { parseAsStringLiteral } from 'nuqs/server'
import { INBOX_FILTERS } from '@/lib/schemas/changes/inbox'

export const inboxSearchParams = { filter: parseAsStringLiteral(INBOX_FILTERS).withDefault('all') }
