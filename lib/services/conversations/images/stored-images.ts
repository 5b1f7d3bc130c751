import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { IMAGE_MEDIA_TYPES, type ImageRef, type Message } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import type { NewImage } from '@/lib/schemas/contexts/image'
import type { CheckedImage } from './check-images'

type Where = { workspaceId: string; conversationId: string }

/** All but the bytes. */
export const IMAGE_SELECT = {
  id: true,
  name: true,
  mediaType: true,
  width: true,
  height: true,
  sizeBytes: true,
  sha256: true,
} satisfies Prisma.MessageImageSelect

type ImageRow = Prisma.MessageImageGetPayload<{ select: typeof IMAGE_SELECT }>

export const toImageRef = (row: ImageRow): ImageRef => ({
  ...row,
  mediaType: oneOf(IMAGE_MEDIA_TYPES, row.mediaType),
})

/** Images, each with the message that it is of, in the order in which that one has them. */
export type ImagesOf = { messageId: string; images: CheckedImage[] }

/** Stores the images of messages that have none yet. */
export async function storeImages(tx: Transaction, where: Where, messages: ImagesOf[]): Promise<void> {
  const rows = messages.flatMap(({ messageId, images }) =>
    images.map((image, at) => ({ ...where, messageId, ...image, place: at + 1 })),
  )
  for (const data of inBatches(rows, ROWS_AT_ONCE)) await tx.messageImage.createMany({ data })
}

/** The images of a message, without their bytes. */
export async function listImages({ messageId, ...where }: Where & { messageId: string }): Promise<ImageRef[]> {
  const rows = await prisma.messageImage.findMany({
    where: { ...where, messageId },
    orderBy: { place: 'asc' },
    select: IMAGE_SELECT,
  })
  return rows.map(toImageRef)
}

/** The same of a whole conversation, by message. */
export async function loadImages(
  client: Pick<Transaction, 'messageImage'>,
  where: Where,
): Promise<Map<string, ImageRef[]>> {
  const rows = await client.messageImage.findMany({
    where,
    orderBy: [{ messageId: 'asc' }, { place: 'asc' }],
    select: { ...IMAGE_SELECT, messageId: true },
  })
  const byMessage = new Map<string, ImageRef[]>()
  for (const { messageId, ...row } of rows) {
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), toImageRef(row)])
  }
  return byMessage
}

/** Images of a message with their bytes, to be stored with another one. */
export async function readImages({ messageId, ...where }: Where & { messageId: string }): Promise<CheckedImage[]> {
  const rows = await prisma.messageImage.findMany({
    where: { ...where, messageId },
    orderBy: { place: 'asc' },
    select: { ...IMAGE_SELECT, bytes: true },
  })
  return rows.map(({ bytes, ...row }) => ({ ...toImageRef(row), bytes }))
}

/** The images of a conversation as a file has them, by message. */
export async function readSaved(where: Where): Promise<Map<string, NewImage[]>> {
  const rows = await prisma.messageImage.findMany({
    where,
    orderBy: [{ messageId: 'asc' }, { place: 'asc' }],
    select: { messageId: true, name: true, bytes: true },
  })
  const byMessage = new Map<string, NewImage[]>()
  for (const { messageId, name, bytes } of rows) {
    const saved = { name, data: Buffer.from(bytes).toString('base64') }
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), saved])
  }
  return byMessage
}

/**
 * The bytes of all images that messages hold, by id.
 * @throws AppError CONFLICT where one was deleted since.
 */
export async function readSentImages(
  { workspaceId, conversationId }: Where,
  messages: Message[],
): Promise<Map<string, Uint8Array>> {
  const ids = messages.flatMap(({ images = [] }) => images.map(({ id }) => id))
  if (ids.length === 0) return new Map()
  const rows = await prisma.messageImage.findMany({
    where: { workspaceId, conversationId, id: { in: ids } },
    select: { id: true, bytes: true },
  })
  const found = new Map(rows.map(({ id, bytes }) => [id, bytes]))
  if (ids.every((id) => found.has(id))) return found
  throw new AppError('CONFLICT', 'An image of the conversation was deleted meanwhile. Ask again.', {
    entity: 'conversation',
    id: conversationId,
  })
}
