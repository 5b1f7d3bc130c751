import { rest } from '@/lib/adapters/rest'
import { listAuditEvents } from '@/lib/services/audit/list-audit-events'

export const GET = rest({ verb: listAuditEvents })
