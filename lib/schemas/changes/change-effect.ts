import { z } from 'zod'
import { CHANGES } from '@/lib/engine/vocabulary/comparison'
import { brokenPrefixesSchema } from '@/lib/schemas/contexts/cache-map'
import { comparedSideText } from '@/lib/schemas/contexts/compared-side'
import { policyField } from '@/lib/schemas/contexts/policy'
import { LIMITS } from '@/lib/schemas/limits'
import { checkOutcomeSchema } from '@/lib/schemas/query-sets/check'
import { releaseField } from '@/lib/schemas/releases/release'
import { givenMoment } from '@/lib/schemas/texts/moment'
import { idText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'

/** Where a request goes on. */
const placeFields = {
  from: wholeNumber(0, LIMITS.integer).default(0).meta({ description: 'Queries that were composed before.' }),
  upTo: idText().optional().meta({
    description: '`upTo` of the first request, so that questions asked meanwhile move no place; without it, up to now.',
  }),
}

export const previewChangeEffectSchema = z.strictObject({
  number: wholeNumber(1, LIMITS.integer),
  querySet: idText().optional().meta({
    description:
      'Id of the query set whose queries are composed; when absent, the latest questions that met the edited modules.',
  }),
  ...placeFields,
})

const changedModuleSchema = z.object({
  moduleId: z.string(),
  title: z.string(),
  change: z.enum(CHANGES),
  tokens: z.object({ a: z.int(), b: z.int() }).meta({ description: 'That are sent of it, before and after.' }),
  isLost: z.boolean().meta({
    description:
      'It was required, by itself, by another or by a check that the context includes it, and nothing of it is sent any more.',
  }),
})

const changedQuerySchema = z
  .object({
    queryId: z.string().meta({ description: 'Of a recent question: the id of its composition.' }),
    query: z.string(),
    counts: z.record(z.enum(CHANGES), z.int()),
    inputTokens: z.object({ a: z.int(), b: z.int() }),
    model: z.string().meta({ description: 'That the context is composed for.' }),
    inputUsd: z
      .object({ a: z.number(), b: z.number() })
      .nullable()
      .meta({ description: 'What the input costs at the model’s price, in US dollars; null without a price.' }),
    isPrefixKept: z.boolean(),
    modules: z.array(changedModuleSchema).meta({ description: 'Those that do not stay as they are.' }),
    broken: z.array(checkOutcomeSchema).meta({ description: 'Checks that fail with the change, and did not before.' }),
    mended: z.array(checkOutcomeSchema).meta({ description: 'Checks that hold with the change, and failed before.' }),
    size: z.int().meta({ description: 'Tokens of what comes in, goes out, was edited or is cut differently.' }),
    error: z
      .string()
      .nullable()
      .meta({ description: 'Why one of the two could not be composed; null when both were.' }),
    a: comparedSideText,
    b: comparedSideText,
  })
  .meta({ id: 'ChangedQuery' })
export type ChangedQueryDto = z.infer<typeof changedQuerySchema>
/** Before it is known what the model costs by now. */
export type UnpricedQuery = Omit<ChangedQueryDto, 'inputUsd'>

const effectPartSchema = z.object({
  from: z.int(),
  next: z.int().nullable().meta({ description: '`from` of the request that goes on; null when all are done.' }),
  upTo: z
    .string()
    .nullable()
    .meta({ description: 'The newest question that was looked at, by its composition; null for a query set.' }),
  total: z.int().meta({ description: 'Queries of the set, or recent questions.' }),
  unchanged: z.int().meta({ description: 'Of this request: contexts that stay as they are, byte for byte.' }),
  notComposed: z.int().meta({ description: 'Of this request: contexts that neither side could compose.' }),
  revisions: z
    .object({ a: z.int(), b: z.int() })
    .meta({ description: 'Of both sides. When they move on between two requests, begin anew.' }),
  changes: z.array(changedQuerySchema).meta({ description: 'Broken checks first, then the largest effect.' }),
})
export type EffectPartDto = z.infer<typeof effectPartSchema>

export const changeEffectSchema = effectPartSchema
  .extend({
    prefixes: brokenPrefixesSchema
      .nullable()
      .meta({ description: 'What merging costs in providers’ caches; told by the first request alone.' }),
  })
  .meta({
    id: 'ChangeEffect',
    description: 'What a change request does to the contexts of a query set, or of recent questions.',
  })
export type ChangeEffectDto = z.infer<typeof changeEffectSchema>

const SIDES = ['release', 'policy', 'at'] as const

export const composingSchema = z
  .strictObject({
    release: releaseField,
    policy: policyField,
  })
  .meta({
    id: 'Composing',
    description: 'What contexts are composed with; without a policy, with what each question asks for.',
  })

const effectSideSchema = composingSchema
  .extend({
    at: givenMoment().optional().meta({
      description:
        'A moment in the past, in place of a release: with what production held then, and with the policies and the curation of then, as far as they are known.',
    }),
  })
  .refine(({ release, at }) => release === undefined || at === undefined, {
    path: ['at'],
    error: 'A side is a release or a moment: name one of them.',
  })
  .meta({ id: 'EffectSide', description: 'What contexts are composed with on one side of an effect.' })

export const previewEffectBetweenSchema = z
  .strictObject({
    before: effectSideSchema,
    after: effectSideSchema,
    querySet: idText().optional().meta({
      description:
        'Id of the query set whose queries are composed; when absent, the latest questions that met what differs.',
    }),
    ...placeFields,
  })
  .refine(({ before, after }) => SIDES.some((name) => before[name] !== after[name]), {
    path: ['after'],
    error: 'Both sides are the same: name another release, moment or policy on one.',
  })

export const effectBetweenSchema = effectPartSchema.meta({
  id: 'EffectBetween',
  description: 'What becomes of contexts from one release or policy to another.',
})

/** Broken checks first, then the largest effect. */
export function compareEffects(x: UnpricedQuery, y: UnpricedQuery): number {
  return y.broken.length - x.broken.length || y.size - x.size || (x.queryId < y.queryId ? -1 : 1)
}
