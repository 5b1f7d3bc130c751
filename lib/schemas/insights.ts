import { z } from 'zod'
import { idText } from './text'

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

const JOB_STATES = ['waiting', 'running', 'completed', 'failed'] as const
export const jobSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(JOB_STATES),
    attempts: z.int().meta({ description: 'How often it was begun.' }),
    error: z.string().nullable().meta({ description: 'Why the latest attempt failed.' }),
    createdAt: z.iso.datetime(),
    /** Before that it is not begun, or not again. */
    startAfter: z.iso.datetime(),
    completedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Job' })
export type JobDto = z.infer<typeof jobSchema>
export const jobListSchema = z
  .object({
    counts: z.record(z.enum(JOB_STATES), z.int()),
    items: z.array(jobSchema).meta({ description: 'The latest of each state: failed, running, waiting, completed.' }),
  })
  .meta({ id: 'JobList' })
export type JobListDto = z.infer<typeof jobListSchema>
export const retryJobSchema = z.strictObject({ id: idText() })

export const relatedModulesSchema = z.object({
  items: z
    .array(z.object({ moduleId: z.string(), name: z.string(), score: z.number() }))
    .meta({ description: 'At most five, the most alike first; made in the background.' }),
})
export type RelatedModulesDto = z.infer<typeof relatedModulesSchema>
