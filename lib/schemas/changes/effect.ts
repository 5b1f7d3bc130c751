import { z } from 'zod'
import { CHANGES } from '@/lib/engine/vocabulary/comparison'
import { brokenPrefixesSchema } from '@/lib/schemas/contexts/cache-map'
import { comparedSideText } from '@/lib/schemas/contexts/compared-side'
import { idText } from '@/lib/schemas/texts/text'

export const previewEffectSchema = z.strictObject({ id: idText().meta({ description: 'Id of the module.' }) })

const changedContextSchema = z
  .object({
    compositionId: z.string(),
    createdAt: z.iso.datetime(),
    query: z.string(),
    counts: z.record(z.enum(CHANGES), z.int()),
    inputTokens: z.object({ a: z.int(), b: z.int() }),
    isSent: z
      .object({ a: z.boolean(), b: z.boolean() })
      .meta({ description: 'Whether anything of the module is sent, as published and as the draft says.' }),
    size: z.int().meta({ description: 'Tokens of what comes in, goes out, was edited or is cut differently.' }),
    a: comparedSideText,
    b: comparedSideText,
  })
  .meta({ id: 'ChangedContext' })

export const effectSchema = z
  .object({
    moduleId: z.string(),
    hasMet: z.boolean().meta({
      description: 'The questions met the module: it was among their candidates. Otherwise they are the latest ones.',
    }),
    compared: z
      .int()
      .meta({ description: 'Questions that were composed with the module as published and as its draft.' }),
    unchanged: z.int(),
    notComposed: z.int().meta({ description: 'Of these the context could not be composed on either side.' }),
    prefixes: brokenPrefixesSchema.meta({ description: 'What publishing the draft costs in providers’ caches.' }),
    changes: z.array(changedContextSchema).meta({ description: 'The largest effect first.' }),
  })
  .meta({ id: 'Effect', description: 'What a draft does to the contexts of recent questions.' })
export type EffectDto = z.infer<typeof effectSchema>
