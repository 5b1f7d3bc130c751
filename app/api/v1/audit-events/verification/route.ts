import { rest } from '@/lib/adapters/rest'
import { verifyAuditLog } from '@/lib/services/audit/verify-audit-log'

export const GET = rest({ verb: verifyAuditLog })
