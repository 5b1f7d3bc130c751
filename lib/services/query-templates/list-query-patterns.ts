import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { queryPatternListSchema } from '@/lib/schemas/contexts/query-template'
import { verb } from '@/lib/services/verb'

/** What is asked again and again, most often first. */
export const listQueryPatterns = verb({
  name: 'listQueryPatterns',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: queryPatternListSchema,
  run: async ({ workspaceId }) => {
    const rows = await prisma.queryPattern.findMany({
      where: { workspaceId },
      orderBy: [{ timesAsked: 'desc' }, { id: 'asc' }],
      select: { id: true, text: true, timesAsked: true, lastAskedAt: true, examples: true },
    })
    return { items: rows.map(({ lastAskedAt, ...row }) => ({ ...row, lastAskedAt: lastAskedAt.toISOString() })) }
  },
})
