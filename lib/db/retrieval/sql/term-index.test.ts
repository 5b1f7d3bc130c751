import { expect, it } from 'vitest'
import { prisma } from '../../client'

it('the index of terms is asked for one workspace and its terms together', async () => {
  const plan = await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`
    return tx.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT 1 FROM "Chunk" c
      WHERE ARRAY[c."workspaceId"] && ARRAY['ws_a']::text[] AND c."termIds" && ARRAY[3, 5]::int[]`
  })
  const condition = plan.map((row) => row['QUERY PLAN']).find((line) => line.includes('Index Cond'))
  expect(condition).toContain('ARRAY["workspaceId"] &&')
  expect(condition).toContain('"termIds" &&')
})
