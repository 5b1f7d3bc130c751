import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'

/** The lock of an edit in a change request: a stale one is a conflict. */
export const replacedRevision = z
  .int()
  .min(0)
  .max(LIMITS.integer)
  .optional()
  .meta({ description: 'Of the edit that this one replaces; 0: there is none.' })
