import { randomKey } from '@/components/data/random-key'
import type { ImageMediaType } from '@/lib/engine'
import { readImageHeader } from '@/lib/schemas/contexts/read-image-header'
import { LIMITS } from '@/lib/schemas/limits'
import { isBlank } from '@/lib/schemas/texts/text'

/** An image that goes with the next question. */
export type AttachedImage = {
  key: string
  name: string
  mediaType: ImageMediaType
  width: number
  height: number
  sizeBytes: number
  /** In base64. */
  data: string
}

const MB = 1024 * 1024

function readAsDataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

/** The image that a file holds by its first bytes, or what is wrong with it in a sentence. */
export async function readImageFile(file: File): Promise<AttachedImage | string> {
  const name = isBlank(file.name) ? 'Image' : file.name.trim().slice(0, LIMITS.nameLength)
  if (file.size > LIMITS.imageBytes) return `“${name}” is larger than ${LIMITS.imageBytes / MB} MB.`
  try {
    const header = readImageHeader(new Uint8Array(await file.arrayBuffer()))
    if (!header) return `“${name}” is no PNG, JPEG, WebP or GIF image.`
    const { width, height } = header
    if (Math.max(width, height) > LIMITS.imageSide) {
      return `“${name}” is ${width} × ${height} pixels. A side may have ${LIMITS.imageSide.toLocaleString('en')}.`
    }
    const url = await readAsDataUrl(file)
    const data = url.slice(url.indexOf(',') + 1)
    return { key: randomKey(), name, ...header, sizeBytes: file.size, data }
  } catch {
    return `“${name}” could not be read.`
  }
}

/** What fits beside those that are attached already and those that are kept, and why the others do not. */
export function withAttached(
  attached: AttachedImage[],
  added: (AttachedImage | string)[],
  kept = 0,
): { images: AttachedImage[]; problem: string | null } {
  const images = [...attached]
  const problems: string[] = []
  for (const each of added) {
    if (typeof each === 'string') problems.push(each)
    else if (images.length + kept >= LIMITS.messageImages)
      problems.push(`A message takes ${LIMITS.messageImages} images.`)
    else if (images.reduce((sum, { sizeBytes }) => sum + sizeBytes, each.sizeBytes) > LIMITS.messageImageBytes) {
      problems.push(`The images of a message may have ${LIMITS.messageImageBytes / MB} MB together.`)
    } else images.push(each)
  }
  return { images, problem: problems.length > 0 ? [...new Set(problems)].join(' ') : null }
}
