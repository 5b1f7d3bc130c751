import type { ImageRef, ModelSpec } from '@/lib/engine'
import { AppError } from '@/lib/errors'

/** @throws AppError LIMIT_EXCEEDED where a question has images and the model takes none. */
export function requireSight({ id, takesImages }: ModelSpec, images: ImageRef[] | undefined): void {
  const actual = images?.length ?? 0
  if (actual === 0 || takesImages) return
  const message = `${id} takes no images, and the question has ${actual === 1 ? 'one' : actual}. Choose a model that takes images, or ask without.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit: 0, actual })
}
