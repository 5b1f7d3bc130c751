import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'

/** A page or document that a model named as what its answer is from. Nobody here opens it. */
const sourceSchema = z
  .object({
    title: z
      .string()
      .max(LIMITS.sourceTitleLength)
      .meta({ description: 'Of a longer one the beginning, ending in “…”.' }),
    address: z.string().max(LIMITS.sourceAddressLength).optional().meta({
      description: 'As the provider gave it, whatever its scheme; left out for a document that has none.',
    }),
    isCut: z.boolean().optional().meta({ description: 'Its address was longer; the beginning is kept.' }),
  })
  .meta({ id: 'Source' })
export type Source = z.infer<typeof sourceSchema>

export const sourcesSchema = z.array(sourceSchema).max(LIMITS.sources)

/** What tells sources apart. */
export const sourceKey = ({ title, address }: Source): string => address ?? title

/** Of the web; no other address becomes a link. */
export const isWebAddress = ({ address, isCut }: Source): boolean =>
  address !== undefined && !isCut && /^https?:\/\//i.test(address)
