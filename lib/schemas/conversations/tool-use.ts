import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'

/** A tool that a model used or asked for while it answered. */
const toolUseSchema = z
  .object({
    id: z.string().max(200),
    name: z.string().max(200),
    input: z.string().max(LIMITS.toolUseLength).meta({ description: 'As the model wrote it, mostly JSON.' }),
    output: z.string().max(LIMITS.toolUseLength).optional().meta({ description: 'What the tool gave the model.' }),
    isRun: z.boolean().meta({ description: 'The provider ran it. Loadout runs none.' }),
    isCut: z.boolean().optional().meta({ description: 'Its input or output was longer; the beginning is kept.' }),
  })
  .meta({ id: 'ToolUse' })
export type ToolUse = z.infer<typeof toolUseSchema>

export const toolUsesSchema = z.array(toolUseSchema).max(LIMITS.toolUses)
