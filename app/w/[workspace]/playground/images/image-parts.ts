import type { FileUIPart } from 'ai'
import type { MessageImageDto } from '@/lib/schemas/contexts/image'
import type { AttachedImage } from './read-image-file'

/** An image that was attached here, as a part of the question. */
export const toFilePart = ({ name, mediaType, data }: AttachedImage): FileUIPart => ({
  type: 'file',
  filename: name,
  mediaType,
  url: `data:${mediaType};base64,${data}`,
})

/** One that is stored; its address tells the conversation, and not yet the workspace. */
export const toStoredPart = (conversationId: string, { id, name, mediaType }: MessageImageDto): FileUIPart => ({
  type: 'file',
  filename: name,
  mediaType,
  url: `/api/v1/conversations/${conversationId}/images/${id}`,
})

const toNewImage = ({ name, data }: Pick<AttachedImage, 'name' | 'data'>) => ({ name, data })

/** What a request says of them; nothing where there are none. */
export const withImages = (images: AttachedImage[]) => (images.length > 0 ? { images: images.map(toNewImage) } : {})

const isStored = ({ url }: FileUIPart) => url.startsWith('/')

/** What a request says of the images of a question that is edited: those that stay, and those that come to it. */
export function withEditedImages(kept: FileUIPart[], added: AttachedImage[]) {
  // what was asked a moment ago is not known by an id yet
  const sentAgain = kept
    .filter((part) => !isStored(part))
    .map(({ filename = 'Image', url }) => toNewImage({ name: filename, data: url.slice(url.indexOf(',') + 1) }))
  return {
    keptImages: kept.filter(isStored).map(({ url }) => url.slice(url.lastIndexOf('/') + 1)),
    images: [...sentAgain, ...added.map(toNewImage)],
  }
}

/** Where a part is loaded from: a stored one names its workspace, since an address sends no header. */
export const sourceOf = ({ url }: FileUIPart, workspace: string): string =>
  url.startsWith('/') ? `${url}?workspace=${encodeURIComponent(workspace)}` : url
