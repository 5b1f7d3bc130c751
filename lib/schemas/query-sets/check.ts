import { z } from 'zod'
import { CHECK_FORMS, CHECK_STATUSES, CHECK_UNITS, OPENED_TABS } from '@/lib/engine/vocabulary/checks'
import { SECTION_NAMES } from '@/lib/engine/vocabulary/types'
import { LIMITS } from '@/lib/schemas/limits'
import { idText, nonBlankText } from '@/lib/schemas/texts/text'

const module = idText().meta({ description: 'Id of a module.' })
const section = z.enum(SECTION_NAMES)
const tokens = z.int().min(0).max(LIMITS.contextWindow)
const percent = z.number().min(0).max(100)

const targetShape = {
  module,
  form: z.enum(CHECK_FORMS).optional().meta({ description: 'In which form; any when absent.' }),
  heading: nonBlankText(LIMITS.checkTextLength).optional().meta({ description: 'With this heading.' }),
  text: nonBlankText(LIMITS.checkTextLength)
    .optional()
    .meta({ description: 'With this text; case and white space do not count.' }),
}

export const checkSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('includes'), ...targetShape }),
    z.strictObject({ kind: z.literal('excludes'), ...targetShape }),
    z.strictObject({ kind: z.literal('within'), module, first: z.int().min(1).max(1_000) }),
    z.strictObject({ kind: z.literal('before'), module, other: module }),
    z.strictObject({
      kind: z.literal('tokens'),
      section: section.optional().meta({ description: 'All that is sent when absent.' }),
      atLeast: tokens.optional(),
      atMost: tokens.optional(),
    }),
    z.strictObject({ kind: z.literal('share'), section, atLeast: percent.optional(), atMost: percent.optional() }),
    z.strictObject({ kind: z.literal('window'), tokens: z.int().min(1).max(LIMITS.contextWindow) }),
    z.strictObject({ kind: z.literal('answered') }),
    z.strictObject({ kind: z.literal('noWarnings') }),
    z.strictObject({ kind: z.literal('samePrefix') }),
  ])
  .meta({ id: 'Check', description: 'A statement about one composed context.' })
export type CheckDto = z.output<typeof checkSchema>

export const checkOutcomeSchema = z
  .object({
    check: checkSchema,
    status: z.enum(CHECK_STATUSES),
    because: z.string().meta({ description: 'Why it holds or fails, from the trace.' }),
    compared: z.number().optional(),
    limit: z.number().optional(),
    unit: z.enum(CHECK_UNITS).optional(),
    opens: z
      .object({ tab: z.enum(OPENED_TABS), moduleId: z.string().optional(), section: section.optional() })
      .meta({ description: 'Where in the explanation of the composition it is to be seen.' }),
  })
  .meta({ id: 'CheckOutcome' })
export type CheckOutcomeDto = z.infer<typeof checkOutcomeSchema>
