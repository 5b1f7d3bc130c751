import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { querySetListSchema } from '@/lib/schemas/query-set'
import { verb } from '@/lib/services/verb'
import { SET_SELECT, toQuerySetSummary } from './rows/stored-set'

/** By name, each with its latest run. */
export const listQuerySets = verb({
  name: 'listQuerySets',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: querySetListSchema,
  run: async ({ workspaceId }) => {
    const rows = await prisma.querySet.findMany({
      where: { workspaceId, deletedAt: null },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: SET_SELECT,
    })
    return { items: rows.map(toQuerySetSummary) }
  },
})
