import { useEffect, useRef, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import type { EmbeddingIndexDto } from '@/lib/schemas/contexts/embedding'
import { SettingsRow } from '../settings-list'
import { cancelEmbeddingAction } from './actions'
import { indexFacts, indexTitle } from './describe-index'
import { remainingText, type Sample } from './remaining-time'
import { useEmbeddingAction } from './use-embedding-action'

/** The index that takes over once it is complete. */
export function BuildingRow({ index }: { index: EmbeddingIndexDto }) {
  const { done, total } = index
  const cancel = useEmbeddingAction(cancelEmbeddingAction)
  const first = useRef<Sample>(undefined)
  const [remaining, setRemaining] = useState('')
  useEffect(() => {
    if (total === 0) return
    const now = { at: Date.now(), done }
    first.current ??= now
    setRemaining(remainingText(first.current, now, total))
  }, [done, total])
  const isFitting = total === 0 && index.kind === 'lsa'
  return (
    <SettingsRow
      main={
        <>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
            {indexTitle(index)}
            <Badge tone="accent">Being built</Badge>
          </p>
          <p className="text-fg-muted text-xs">{indexFacts(index).join(' · ')}</p>
        </>
      }
    >
      <Button size="sm" isPending={cancel.isPending} onClick={() => cancel.mutate({})}>
        Cancel
      </Button>
      <Progress className="basis-full" label="Chunks embedded" value={done} max={total} />
      <p role="status" className="basis-full text-fg-muted text-xs tabular-nums">
        {total === 0
          ? isFitting
            ? 'Fitting to the workspace’s texts …'
            : 'Waiting to begin …'
          : [`${formatNumber(done)} of ${formatNumber(total)} chunks`, remaining].filter(Boolean).join(' · ')}
      </p>
    </SettingsRow>
  )
}
