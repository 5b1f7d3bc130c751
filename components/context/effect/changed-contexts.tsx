'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { BrokenPrefixes } from '@/components/context/broken-prefixes'
import { ComparisonView } from '@/components/context/compare/comparison-view'
import { useStepKeys } from '@/components/frame/use-step-keys'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/error-state'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import type { ChangedQueryDto } from '@/lib/schemas/changes/change-effect'
import { EFFECT_KIND_WORDS, EFFECT_KINDS, type EffectKind, hasEffect } from './effect-kinds'
import { describeChanged, describeCosts, describeProgress } from './effect-words'
import { type AskForPart, type EffectState, useEffectRun } from './use-effect-run'

type ChangedContextsProps = {
  ask: AskForPart
  /** Of both sides as they are now, where that is known. */
  revisions?: EffectState['revisions']
  /** Id of the query, or composition, that is shown; the first without one. */
  query: string | null
  onQuery: (id: string) => void
  /** What is said where no context changes. */
  nothing: string
  /** Puts what people say of a query's contexts around their comparison. */
  discuss?: (queryId: string, comparison: ReactNode) => ReactNode
}

/** The contexts that change at the left, the chosen one before and after at the right. */
export function ChangedContexts({
  ask,
  revisions = null,
  query,
  onQuery,
  nothing,
  discuss = (_, comparison) => comparison,
}: ChangedContextsProps) {
  const { cancel, start, ...effect } = useEffectRun(ask)
  const { changes, status } = effect
  const [kind, setKind] = useQueryState('kind', parseAsStringLiteral(EFFECT_KINDS))
  const listed = kind === null ? changes : changes.filter((each) => hasEffect(kind, each))
  const shown = listed.find(({ queryId }) => queryId === query) ?? listed[0]
  useStepKeys({
    noun: 'context',
    group: 'Effect',
    ids: listed.map(({ queryId }) => queryId),
    shownId: shown?.queryId,
    onShow: onQuery,
  })
  return (
    <>
      <Summary effect={effect} isEarlier={isEarlier(effect.revisions, revisions)} onCancel={cancel} onStart={start} />
      {effect.prefixes && effect.prefixes.conversations > 0 && (
        <div className="border-b px-4 pt-2.5">
          <BrokenPrefixes {...effect.prefixes} verb="Merging" />
        </div>
      )}
      {status === 'done' && changes.length === 0 && (
        <EmptyState
          title={effect.total === 0 ? 'Nobody has asked anything yet' : 'No context changes'}
          description={
            effect.total === 0 ? 'Recent questions show here, with what becomes of their contexts.' : nothing
          }
        />
      )}
      {changes.length > 1 && <KindFilter changes={changes} kind={kind} onKind={(chosen) => void setKind(chosen)} />}
      {kind !== null && changes.length > 0 && listed.length === 0 && (
        <p className="px-4 py-3 text-fg-muted text-sm">No context changes in this way.</p>
      )}
      {shown && (
        <div className="flex min-h-0 flex-1 max-lg:flex-none max-lg:flex-col">
          <ul
            aria-label="Contexts that change"
            className="shrink-0 overflow-y-auto max-lg:max-h-56 max-lg:border-b lg:w-80 lg:border-r"
          >
            {listed.map((each) => (
              <ChangedContext
                key={each.queryId}
                context={each}
                isShown={each === shown}
                onShow={() => onQuery(each.queryId)}
              />
            ))}
          </ul>
          <section
            aria-label="Before and after"
            className="min-h-0 min-w-0 flex-1 overflow-y-auto max-lg:overflow-visible"
          >
            {shown.error === null ? (
              discuss(shown.queryId, <ComparisonView key={shown.queryId} a={shown.a} b={shown.b} />)
            ) : (
              <Notice className="m-4" title={shown.error} />
            )}
          </section>
        </div>
      )}
    </>
  )
}

type KindFilterProps = {
  changes: ChangedQueryDto[]
  kind: EffectKind | null
  onKind: (kind: EffectKind | null) => void
}

/** Narrows the list to contexts that change in one way; ways in which none does are not offered. */
function KindFilter({ changes, kind, onKind }: KindFilterProps) {
  const counts = EFFECT_KINDS.map((each) => [each, changes.filter((one) => hasEffect(each, one)).length] as const)
  return (
    <ul aria-label="Kinds of effect" className="flex flex-wrap gap-1 border-b px-4 py-2">
      {counts
        .filter(([each, count]) => count > 0 || each === kind)
        .map(([each, count]) => (
          <li key={each}>
            <button
              type="button"
              aria-pressed={each === kind}
              onClick={() => onKind(each === kind ? null : each)}
              className={cn(
                'flex h-7 items-center gap-1.5 rounded-md border px-2 text-xs hover:bg-muted',
                each === kind && 'border-line-strong bg-muted font-medium',
              )}
            >
              {EFFECT_KIND_WORDS[each]}
              <span className="tabular text-fg-muted">{formatNumber(count)}</span>
            </button>
          </li>
        ))}
    </ul>
  )
}

/** Whether a side has moved on since it was composed. */
const isEarlier = (composed: EffectState['revisions'], now: EffectState['revisions']) =>
  composed !== null && now !== null && (now.a > composed.a || now.b > composed.b)

type SummaryProps = { effect: EffectState; isEarlier: boolean; onCancel: () => void; onStart: () => void }

function Summary({ effect, isEarlier, onCancel, onStart }: SummaryProps) {
  const { done, total, changes, status, error } = effect
  const count = (of: 'broken' | 'mended') => changes.reduce((sum, each) => sum + each[of].length, 0)
  const [broken, mended] = [count('broken'), count('mended')]
  const lost = changes.filter((each) => hasEffect('lost', each)).length
  const costs = describeCosts(changes)
  return (
    <div className="space-y-2 border-b px-4 py-2.5">
      <div className="flex min-h-7 flex-wrap items-center gap-2 text-sm" role="status">
        {status === 'running' && (
          <Progress value={done} max={total || 1} label="Queries that are done" className="w-40" />
        )}
        <span className="font-medium">
          {done > 0 || status === 'done'
            ? describeProgress({ ...effect, changed: changes.length, lost })
            : status !== 'running'
              ? 'Nothing was composed.'
              : 'Composing …'}
        </span>
        {costs !== '' && <span className="text-fg-muted">{costs}</span>}
        <ChecksTold broken={broken} mended={mended} />
        {status === 'running' ? (
          <Button size="sm" className="ml-auto" onClick={onCancel}>
            Cancel
          </Button>
        ) : (
          <Button size="sm" variant={isEarlier ? 'primary' : undefined} className="ml-auto" onClick={onStart}>
            Compose again
          </Button>
        )}
      </div>
      {isEarlier && status !== 'running' && (
        <p role="status" className="text-fg-muted text-xs">
          The library has changed since: this is the effect of an earlier state. Compose again to see it as it is now.
        </p>
      )}
      {status === 'cancelled' && (
        <p className="text-fg-muted text-xs">
          Cancelled after {done} of {formatCount(total, 'query', 'queries')}.
        </p>
      )}
      {error && <Notice title={error.message} requestId={error.requestId} />}
    </div>
  )
}

function ChecksTold({ broken, mended }: { broken: number; mended: number }) {
  return (
    <>
      {broken > 0 && (
        <Badge tone="danger">
          <CircleX aria-hidden />
          {formatCount(broken, 'check breaks', 'checks break')}
        </Badge>
      )}
      {mended > 0 && (
        <Badge tone="success">
          <CircleCheck aria-hidden />
          {formatCount(mended, 'check is mended', 'checks are mended')}
        </Badge>
      )}
    </>
  )
}

type ChangedContextProps = { context: ChangedQueryDto; isShown: boolean; onShow: () => void }

function ChangedContext({ context, isShown, onShow }: ChangedContextProps) {
  const { query, broken, mended, isPrefixKept, error } = context
  return (
    <li className="border-b">
      <button
        type="button"
        data-step={context.queryId}
        aria-current={isShown}
        onClick={onShow}
        className={cn(
          'flex w-full flex-col items-start gap-1 px-3 py-2 text-left hover:bg-muted focus-visible:-outline-offset-2',
          isShown && 'bg-muted',
        )}
      >
        <span className="line-clamp-2 text-sm [overflow-wrap:anywhere]">{query}</span>
        <span className="text-fg-muted text-xs">
          {describeChanged(context)}
          {!isPrefixKept && error === null && ' · cached prefix breaks'}
        </span>
        <span className="flex flex-wrap gap-1">
          <ChecksTold broken={broken.length} mended={mended.length} />
        </span>
        {[...new Set(broken.map(({ because }) => because))].map((because) => (
          <span key={because} className="text-danger text-xs [overflow-wrap:anywhere]">
            {because}
          </span>
        ))}
      </button>
    </li>
  )
}
