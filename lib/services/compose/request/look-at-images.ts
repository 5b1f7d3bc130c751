import type { z } from 'zod'
import type { ImageRef } from '@/lib/engine'
import type { composeSchema } from '@/lib/schemas/contexts/compose'
import type { NewImage } from '@/lib/schemas/contexts/image'
import { checkImages } from '@/lib/services/conversations/images/check-images'
import type { ComposeOptions, SentTurn } from './resolve-request'

type Input = z.output<typeof composeSchema>

/**
 * What is asked, its images without their bytes, which no composition holds; numbered, so that equal requests are equal.
 * @throws what `checkImages` throws
 */
export async function lookAtImages({ turns, images, ...options }: Input): Promise<ComposeOptions> {
  let number = 0
  const look = async (given: NewImage[]): Promise<ImageRef[]> =>
    // no id that is made has a space
    (await checkImages(given)).map(({ bytes: _, ...image }) => ({ ...image, id: `image ${++number}` }))
  const sent: SentTurn[] = []
  for (const { images = [], ...turn } of turns ?? []) {
    sent.push(images.length > 0 ? { ...turn, images: await look(images) } : turn)
  }
  return { ...options, ...(turns ? { turns: sent } : {}), ...(images ? { images: await look(images) } : {}) }
}
