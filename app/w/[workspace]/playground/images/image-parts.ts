import type { FileUIPart } from 'ai'
import type { MessageImageDto } from '@/lib/schemas/image'
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

/** What a request says of them; nothing where there are none. */
export const withImages = (images: AttachedImage[]) =>
  images.length > 0 ? { images: images.map(({ name, data }) => ({ name, data })) } : {}

/** Where a part is loaded from: a stored one names its workspace, since an address sends no header. */
export const sourceOf = ({ url }: FileUIPart, workspace: string): string =>
  url.startsWith('/') ? `${url}?workspace=${encodeURIComponent(workspace)}` : url
