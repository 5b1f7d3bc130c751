import { z } from 'zod'
import { SECTION_NAMES } from '@/lib/engine/vocabulary/types'

/** Why candidates stayed out: too weak, no room, said already, or anything else. */
export const DROP_GROUPS = ['weak', 'room', 'said', 'other'] as const
export type DropGroup = (typeof DROP_GROUPS)[number]

/** How a context falls short, the worst first: no knowledge, something had no room, another stable prefix than the turn before. */
export const SHORTFALLS = ['knowledge', 'room', 'prefix'] as const
export type Shortfall = (typeof SHORTFALLS)[number]

const dropsSchema = z.record(z.enum(DROP_GROUPS), z.int())

const dayOfContextsSchema = z
  .object({
    day: z.iso.date().meta({ description: 'UTC.' }),
    contexts: z.int(),
    fellShort: z.record(z.enum(SHORTFALLS), z.int()).meta({
      description:
        'Contexts that fell short, each by the first that holds: no knowledge was sent, something had no room, a provider’s model got another stable prefix than in the turn before.',
    }),
    tokens: z.record(z.enum(SECTION_NAMES), z.int()).meta({ description: 'That were sent, by section.' }),
    dropped: dropsSchema.meta({ description: 'Candidates that stayed out: too weak, no room, said already, other.' }),
  })
  .meta({ id: 'DayOfContexts' })
export type DayOfContextsDto = z.infer<typeof dayOfContextsSchema>

const shortContextSchema = z
  .object({
    compositionId: z.string(),
    createdAt: z.iso.datetime(),
    query: z.string(),
    times: z.int().meta({ description: 'How often it was asked and fell short.' }),
    hasKnowledge: z.boolean(),
    noRoom: z.int().meta({ description: 'Candidates that would have been sent with more room.' }),
    isPrefixBroken: z.boolean().meta({
      description:
        'A provider’s model got another stable prefix than in the turn before, so that its cache held less of it.',
    }),
  })
  .meta({ id: 'ShortContext' })
export type ShortContextDto = z.infer<typeof shortContextSchema>

export const contextReportSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    contexts: z.int().meta({ description: 'That were looked at: the latest ones.' }),
    isAll: z.boolean().meta({ description: 'Whether there were no more in these days.' }),
    days: z.array(dayOfContextsSchema).meta({ description: 'Days with contexts, the oldest first.' }),
    short: z.array(shortContextSchema).meta({
      description:
        'Questions whose context fell short, of those that the actor may see, each once: without knowledge first, then the newest.',
    }),
    hidden: z.int().meta({ description: 'Contexts that fell short in conversations that the actor may not see.' }),
    more: z.int().meta({ description: 'Questions that fell short and are not listed.' }),
  })
  .meta({ id: 'ContextReport', description: 'What contexts were made of, day by day, and which fell short.' })
export type ContextReportDto = z.infer<typeof contextReportSchema>
