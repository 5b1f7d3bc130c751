import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { AUDIT_ACTORS } from '@/lib/schemas/actor'
import type { AuditFilters } from '@/lib/schemas/workspaces/audit-event'

/** Days up to today. */
export const AUDIT_RANGES = ['1', '7', '30', '90', '365'] as const

export const auditSearchParams = {
  /** `module`, or `module.published`. */
  what: parseAsString,
  how: parseAsStringLiteral(AUDIT_ACTORS),
  days: parseAsStringLiteral(AUDIT_RANGES),
  /** Id of a member or key. */
  by: parseAsString,
  /** Id of what it happened to. */
  of: parseAsString,
}
export type AuditView = inferParserType<typeof auditSearchParams>

const DAY_MS = 86_400_000

/** What the API is asked for. */
export function toFilters({ what, how, days, by, of }: AuditView): AuditFilters {
  const from = days && new Date(Date.now() - (Number(days) - 1) * DAY_MS).toISOString().slice(0, 10)
  const given = { action: what, actorKind: how, actorId: by, target: of, from }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== ''))
}
