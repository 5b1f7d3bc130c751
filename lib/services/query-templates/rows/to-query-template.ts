import type { Prisma } from '@/lib/db/generated/client'
import { toActorOrNull } from '@/lib/schemas/actor'
import type { QueryTemplateDto } from '@/lib/schemas/contexts/query-template'

export const QUERY_TEMPLATE_SELECT = {
  id: true,
  title: true,
  text: true,
  isPinned: true,
  isHidden: true,
  patternId: true,
  editedBy: true,
  updatedAt: true,
} satisfies Prisma.QueryTemplateSelect

type Row = Prisma.QueryTemplateGetPayload<{ select: typeof QUERY_TEMPLATE_SELECT }>

export function toQueryTemplate({ updatedAt, ...row }: Row, timesAsked = 0): QueryTemplateDto {
  return { ...row, editedBy: toActorOrNull(row.editedBy), timesAsked, updatedAt: updatedAt.toISOString() }
}
