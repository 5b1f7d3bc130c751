import { CircleCheck, CircleDashed, CircleDot, CircleSlash } from 'lucide-react'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { ChangeStatus } from '@/lib/schemas/change-request'
import { STATUS_WORDS } from './change-words'

const TONES: Record<ChangeStatus, BadgeTone> = {
  draft: 'neutral',
  open: 'accent',
  merged: 'success',
  closed: 'neutral',
}
const ICONS = { draft: CircleDashed, open: CircleDot, merged: CircleCheck, closed: CircleSlash }

export function ChangeStatusBadge({ status }: { status: ChangeStatus }) {
  const Icon = ICONS[status]
  return (
    <Badge tone={TONES[status]}>
      <Icon aria-hidden />
      {STATUS_WORDS[status]}
    </Badge>
  )
}
