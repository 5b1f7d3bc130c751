import { z } from 'zod'

const cacheStatisticsSchema = z
  .object({
    name: z.string(),
    hits: z.int(),
    misses: z.int(),
    entries: z.int(),
    sizeBytes: z.int(),
    maxBytes: z.int(),
    savedMs: z.number().meta({ description: 'Milliseconds that hits saved, where their cost is known.' }),
  })
  .meta({ id: 'CacheStatistics', description: 'Of this server process, since it started.' })
export const cacheListSchema = z.object({ items: z.array(cacheStatisticsSchema) })
export type CacheListDto = z.infer<typeof cacheListSchema>

export const usageRankingSchema = z
  .object({
    modules: z.array(
      z.object({
        moduleId: z.string(),
        name: z.string(),
        timesChosen: z.int(),
        lastChosenAt: z.iso.datetime().nullable(),
      }),
    ),
    chunks: z.array(
      z.object({
        chunkId: z.string(),
        moduleId: z.string(),
        name: z.string().meta({ description: 'Of the module.' }),
        headingPath: z.array(z.string()),
        timesUsed: z.int(),
        lastUsedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({
    id: 'UsageRanking',
    description: 'The most used modules of all time, and chunks of the latest compositions.',
  })
export type UsageRankingDto = z.infer<typeof usageRankingSchema>
