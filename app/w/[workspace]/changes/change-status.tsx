import { CircleCheck, CircleDashed, CircleDot, CircleSlash, MessageSquareWarning, ThumbsUp } from 'lucide-react'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { ChangeStatus, ChangeSummaryDto, Standing } from '@/lib/schemas/changes/change-request'
import { STANDING_WORDS, STATUS_WORDS } from './change-words'

const TONES: Record<ChangeStatus, BadgeTone> = {
  draft: 'neutral',
  open: 'accent',
  merged: 'success',
  closed: 'neutral',
}
const ICONS = { draft: CircleDashed, open: CircleDot, merged: CircleCheck, closed: CircleSlash }

const STANDING_TONES: Record<Standing, BadgeTone> = { waiting: TONES.open, approved: 'success', changes: 'warning' }
const STANDING_ICONS = { waiting: ICONS.open, approved: ThumbsUp, changes: MessageSquareWarning }

/** What became of it; of an open one, what its reviews say. */
export function ChangeStatusBadge({ status, standing }: Pick<ChangeSummaryDto, 'status' | 'standing'>) {
  const Icon = standing ? STANDING_ICONS[standing] : ICONS[status]
  return (
    <Badge tone={standing ? STANDING_TONES[standing] : TONES[status]}>
      <Icon aria-hidden />
      {standing ? STANDING_WORDS[standing] : STATUS_WORDS[status]}
    </Badge>
  )
}
