import type { Prisma } from '@/lib/db/generated/client'
import type { StatedFactDto } from '@/lib/schemas/stated-fact'
import { toKind } from './read-stated'

export const STATED_SELECT = {
  id: true,
  messageId: true,
  kind: true,
  quote: true,
  text: true,
  isPinned: true,
  isDropped: true,
} satisfies Prisma.StatedFactSelect

type StatedRow = Prisma.StatedFactGetPayload<{ select: typeof STATED_SELECT }>

export function toStatedFact({ kind, ...row }: StatedRow): StatedFactDto {
  return { ...row, kind: toKind(kind) }
}
