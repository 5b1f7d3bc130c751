import type { ImageRef } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import type { NewImage } from '@/lib/schemas/contexts/image'
import { readImageHeader } from '@/lib/schemas/contexts/read-image-header'
import { LIMITS } from '@/lib/schemas/limits'

/** An image that was looked at, to be stored. */
export type CheckedImage = ImageRef & { bytes: Uint8Array<ArrayBuffer> }

function refuse(at: number, name: string, problem: string): never {
  throw new AppError('VALIDATION', `“${name}” ${problem}`, { fields: { [`images.${at}`]: problem } })
}

const MEGABYTE = 1024 * 1024

/** @throws AppError LIMIT_EXCEEDED for more bytes than all images of a message may have. */
function requireRoom(bytes: number): void {
  const { messageImageBytes: limit } = LIMITS
  if (bytes <= limit) return
  const message = `The images of a message may have ${limit / MEGABYTE} MB together. Attach fewer, or smaller ones.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit, actual: bytes })
}

/**
 * Images that stay with a message, and those that come to it, which were looked at one by one.
 * @throws AppError LIMIT_EXCEEDED for more than a message may have.
 */
export function joinImages(kept: CheckedImage[], added: CheckedImage[]): CheckedImage[] {
  const images = [...kept, ...added]
  const { messageImages: limit } = LIMITS
  if (images.length > limit) {
    const message = `A message takes ${limit} images. Remove ${images.length - limit}.`
    throw new AppError('LIMIT_EXCEEDED', message, { limit, actual: images.length })
  }
  requireRoom(images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))
  return images
}

/**
 * The images of a message as they are stored, each with an id of its own.
 * @throws AppError VALIDATION for what is no base64, no PNG, JPEG, WebP or GIF, or has too many pixels; LIMIT_EXCEEDED for
 *   more bytes than one or all of them may have.
 */
export async function checkImages(images: NewImage[]): Promise<CheckedImage[]> {
  const checked: CheckedImage[] = []
  let total = 0
  for (const [at, { data, name }] of images.entries()) {
    const bytes = new Uint8Array(Buffer.from(data, 'base64'))
    // what is no base64 is skipped in silence
    if (Buffer.from(bytes).toString('base64') !== data) refuse(at, name, 'is not written in base64.')
    const header = readImageHeader(bytes)
    if (!header) refuse(at, name, 'is no PNG, JPEG, WebP or GIF image.')
    const { imageSide: side } = LIMITS
    if (Math.max(header.width, header.height) > side) {
      refuse(at, name, `is ${header.width} × ${header.height} pixels. A side may have ${side}.`)
    }
    total += bytes.byteLength
    requireRoom(total)
    const digest = await crypto.subtle.digest('SHA-256', bytes)
    checked.push({
      id: newId('img'),
      name,
      ...header,
      sizeBytes: bytes.byteLength,
      sha256: Buffer.from(digest).toString('hex'),
      bytes,
    })
  }
  return checked
}
