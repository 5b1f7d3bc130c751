import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import type { EmbeddingIndexDto } from '@/lib/schemas/contexts/embedding'
import { SettingsRow } from '../settings-list'
import { cancelEmbeddingAction, retryEmbeddingAction } from './actions'
import { indexTitle } from './describe-index'
import { useEmbeddingAction } from './use-embedding-action'

/** The index that could not be built; what it has so far is kept for another try. */
export function FailedRow({ index }: { index: EmbeddingIndexDto }) {
  const retry = useEmbeddingAction(retryEmbeddingAction)
  const dismiss = useEmbeddingAction(cancelEmbeddingAction)
  return (
    <SettingsRow
      main={
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          {indexTitle(index)}
          <Badge tone="danger">Failed</Badge>
        </p>
      }
    >
      <div className="flex gap-1">
        <Button size="sm" isPending={retry.isPending} onClick={() => retry.mutate({})}>
          Try again
        </Button>
        <Button variant="ghost" size="sm" isPending={dismiss.isPending} onClick={() => dismiss.mutate({})}>
          Give up
        </Button>
      </div>
      <Notice className="basis-full" title={index.error ?? 'It could not be built.'}>
        Search goes on with the index that serves.
        {index.done > 0 &&
          ` ${formatNumber(index.done)} of ${formatNumber(index.total)} chunks are done, and are kept.`}
      </Notice>
    </SettingsRow>
  )
}
