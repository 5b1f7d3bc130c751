import { z } from 'zod'

export const relatedModulesSchema = z.object({
  items: z
    .array(z.object({ moduleId: z.string(), name: z.string(), score: z.number() }))
    .meta({ description: 'At most five, the most alike first; made in the background.' }),
})
export type RelatedModulesDto = z.infer<typeof relatedModulesSchema>
