import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import { AppError } from '@/lib/errors'
import { askedWithSchema } from '@/lib/schemas/contexts/side-by-side'
import {
  type ConversationMessageDto,
  firstAnswerSchema,
  MESSAGE_STATUSES,
  messageUsageSchema,
} from '@/lib/schemas/conversations/conversation'
import { sourcesSchema } from '@/lib/schemas/conversations/source'
import { toolUsesSchema } from '@/lib/schemas/conversations/tool-use'
import { IMAGE_SELECT, toImageRef } from '@/lib/services/conversations/images/stored-images'

export const MESSAGE_SELECT = {
  id: true,
  role: true,
  content: true,
  thinking: true,
  toolUses: true,
  sources: true,
  status: true,
  error: true,
  compositionId: true,
  usage: true,
  continuedAt: true,
  reusedFromAt: true,
  firstAnswer: true,
  isPinned: true,
  column: true,
  askedWith: true,
  isChosen: true,
  createdAt: true,
  images: { select: IMAGE_SELECT, orderBy: { place: 'asc' } },
} satisfies Prisma.ConversationMessageSelect

type MessageRow = Prisma.ConversationMessageGetPayload<{ select: typeof MESSAGE_SELECT }>

export function messageNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such message in this conversation.', { entity: 'message', id })
}

export function toRole(text: string): 'user' | 'assistant' {
  return oneOf(['user', 'assistant'], text)
}

export function toMessage(row: MessageRow): ConversationMessageDto {
  return {
    ...row,
    role: toRole(row.role),
    images: row.images.map(toImageRef),
    status: oneOf(MESSAGE_STATUSES, row.status),
    toolUses: row.toolUses === null ? [] : toolUsesSchema.parse(row.toolUses),
    sources: row.sources === null ? [] : sourcesSchema.parse(row.sources),
    usage: row.usage === null ? null : messageUsageSchema.parse(row.usage),
    firstAnswer: row.firstAnswer === null ? null : firstAnswerSchema.parse(row.firstAnswer),
    askedWith: row.askedWith === null ? null : askedWithSchema.parse(row.askedWith),
    reusedFromAt: row.reusedFromAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
