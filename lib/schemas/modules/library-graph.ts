import { z } from 'zod'

const graphModuleSchema = z
  .object({
    moduleId: z.string(),
    name: z.string(),
    path: z.string().nullable().meta({ description: 'Where its file stood when it was imported.' }),
    category: z.string().nullable(),
    tags: z.array(z.string()),
    needs: z.array(z.string()).meta({ description: 'Ids of the modules that it depends on, known or not, by id.' }),
    sentIn: z.int().meta({ description: 'Contexts that it was sent in.' }),
    tokens: z.int().meta({ description: 'That were sent of it.' }),
  })
  .meta({ id: 'GraphModule' })
export type GraphModuleDto = z.infer<typeof graphModuleSchema>

export const libraryGraphSchema = z
  .object({
    from: z.iso.date(),
    contexts: z.int().meta({ description: 'That were looked at: the latest ones.' }),
    isAll: z.boolean().meta({ description: 'Whether there were no more in these days.' }),
    modules: z.array(graphModuleSchema).meta({ description: 'Those of production, by id.' }),
  })
  .meta({ id: 'LibraryGraph', description: 'Modules of production, what each depends on, and how much it is used.' })
export type LibraryGraphDto = z.infer<typeof libraryGraphSchema>
