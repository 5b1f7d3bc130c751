import { z } from 'zod'
import { idText } from '@/lib/schemas/texts/text'

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
