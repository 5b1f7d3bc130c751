import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import type { EmbeddingDto } from '@/lib/schemas/contexts/embedding'
import { SettingsRow } from '../settings-list'
import { retryEmbeddingAction } from './actions'
import { indexFacts, indexTitle } from './describe-index'
import { describeSearch } from './describe-search'
import { useEmbeddingAction } from './use-embedding-action'

/** The index that serves every query. */
export function ActiveRow({ embedding }: { embedding: EmbeddingDto }) {
  const { active, coverage, messages, building, nextStep } = embedding
  const retry = useEmbeddingAction(retryEmbeddingAction)
  const isComplete = coverage.embedded === coverage.chunks
  return (
    <SettingsRow
      main={
        <>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
            {indexTitle(active)}
            <Badge tone="success">Serves</Badge>
            {active.isAutomatic && <Badge>Automatic</Badge>}
          </p>
          <p className="text-fg-muted text-xs">
            {indexFacts(active).join(' · ')}
            {active.activatedAt && (
              <>
                {' · since '}
                <RelativeTime date={active.activatedAt} />
              </>
            )}
          </p>
        </>
      }
    >
      <p className="text-fg-muted text-xs tabular-nums">
        {coverage.chunks === 0
          ? 'No published module yet'
          : isComplete
            ? `${formatCount(coverage.chunks, 'chunk')}, all embedded`
            : `${formatNumber(coverage.embedded)} of ${formatNumber(coverage.chunks)} chunks embedded`}
      </p>
      {!isComplete && (
        <Progress className="basis-full" label="Chunks embedded" value={coverage.embedded} max={coverage.chunks} />
      )}
      <p className="basis-full text-fg-muted text-xs tabular-nums">{describeSearch(embedding.search)}</p>
      {messages && (
        <p className="basis-full text-fg-muted text-xs tabular-nums">
          {messages.embedded === messages.total
            ? `${formatNumber(messages.total)} messages of conversations, all embedded`
            : `${formatNumber(messages.embedded)} of ${formatNumber(messages.total)} messages of conversations embedded`}
        </p>
      )}
      {active.error !== null && (
        <Notice
          tone="warning"
          className="basis-full"
          title="Some chunks have no vector and are found by their words alone"
          action={
            <Button size="sm" isPending={retry.isPending} onClick={() => retry.mutate({})}>
              Try again
            </Button>
          }
        >
          {active.error}
        </Notice>
      )}
      {nextStep === 'fit' && !building && (
        <p role="status" className="basis-full text-fg-muted text-xs">
          The texts have changed: the embedder is about to be fitted to them.
        </p>
      )}
    </SettingsRow>
  )
}
