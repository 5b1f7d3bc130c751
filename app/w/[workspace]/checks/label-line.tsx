'use client'

import { Tag } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { formatPercent } from '@/components/ui/format-number'
import type { LabelOutcomeDto } from '@/lib/schemas/query-sets/check-run'
import { describeLabel, type StoredLabel } from '@/lib/schemas/query-sets/describe-label'

type LabelLineProps = {
  label: StoredLabel
  nameOf: (moduleId: string) => string
  outcome: LabelOutcomeDto | undefined
}

/** What should be found, and what became of it in the run. */
export function LabelLine({ label, nameOf, outcome }: LabelLineProps) {
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-2 px-1.5 py-1 text-sm">
      <Tag className="mt-0.5 size-4 text-fg-faint" aria-hidden />
      <span className="space-x-1.5 [overflow-wrap:anywhere]">
        <span title={describeLabel(label)}>{describeLabel(label, nameOf)}</span>
        {outcome && <Outcome {...outcome} />}
      </span>
      {outcome?.outdated !== undefined && (
        <span className="col-start-2 text-fg-muted text-xs">
          {outcome.outdated === 0
            ? 'The module no longer has it'
            : `The module has ${formatPercent(outcome.outdated)} of it left`}
          : label the text as it stands now.
        </span>
      )}
    </li>
  )
}

function Outcome({ place, isSent, held, outdated }: LabelOutcomeDto) {
  if (outdated !== undefined) return <Badge tone="warning">outdated</Badge>
  if (isSent) return <Badge tone="success">{place === undefined ? 'sent' : `sent, place ${place}`}</Badge>
  if (place !== undefined) return <Badge tone="warning">place {place}, not sent</Badge>
  return <Badge tone="danger">{held > 0 ? `${formatPercent(held)} of it sent` : 'not found'}</Badge>
}
