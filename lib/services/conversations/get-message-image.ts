import { prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import { IMAGE_MEDIA_TYPES } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { getMessageImageSchema, imageFileSchema } from '@/lib/schemas/contexts/image'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'

/** An image of a message, as it came. @throws AppError NOT_FOUND */
export const getMessageImage = verb({
  name: 'getMessageImage',
  scope: 'read',
  effect: 'read',
  input: getMessageImageSchema,
  output: imageFileSchema,
  run: async ({ actor, workspaceId }, { id: conversationId, imageId }) => {
    await requireConversation(prisma, actor, conversationId, 'read')
    const image = await prisma.messageImage.findUnique({
      where: { workspaceId_conversationId_id: { workspaceId, conversationId, id: imageId } },
      select: { mediaType: true, bytes: true },
    })
    if (!image) throw new AppError('NOT_FOUND', 'There is no such image.', { entity: 'image', id: imageId })
    return { mediaType: oneOf(IMAGE_MEDIA_TYPES, image.mediaType), bytes: image.bytes }
  },
})
