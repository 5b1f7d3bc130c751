'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { CheckSourceProvider } from '@/components/context/checks/check-source'
import { ContextInspector } from '@/components/context/context-inspector'
import { useCommands } from '@/components/frame/commands'
import { ErrorState } from '@/components/ui/error-state'
import { Inspector } from '@/components/ui/inspector'
import { Skeleton } from '@/components/ui/skeleton'
import { nameLabel } from '@/lib/schemas/query-sets/query-set'
import { CheckLine } from './check-line'
import { LabelLine } from './label-line'
import { explainQuery, querySetQuery } from './queries'
import { checksSearchParams } from './search-params'

type ExplanationPaneProps = {
  setId: string
  queryId: string
  release: string | undefined
  canWrite: boolean
  onClose: () => void
}

/** The context of a query as it is now, with what its checks say of it. */
export function ExplanationPane({ setId, queryId, release, canWrite, onClose }: ExplanationPaneProps) {
  const [{ check: opened, tab }, setSearch] = useQueryStates(checksSearchParams)
  const set = useQuery(querySetQuery(setId, release))
  // the focus stays in the table
  useCommands([
    {
      id: 'checks:close',
      label: 'Close the context',
      group: 'Checks',
      shortcut: 'escape',
      isHidden: true,
      run: onClose,
    },
  ])
  const revision = set.data?.revision ?? 0
  const nameOf = (moduleId: string) => set.data?.moduleNames[moduleId] ?? moduleId
  const query = set.data?.queries.find(({ id }) => id === queryId)
  const { labels: _, checks: __, ...asked } = query ?? { text: '' }
  // what a change request proposes is changed there
  const source = canWrite && query && !set.data?.proposal ? { query: asked, setId } : null
  const result = useQuery({
    ...explainQuery({ id: setId, queryId, release, revision }),
    enabled: set.data !== undefined,
    // what a run found anew is looked at anew
    staleTime: 0,
  })
  return (
    <Inspector name="checks" title={result.data?.result.text ?? 'Context'} onClose={onClose} defaultWidth={520}>
      {result.error ? (
        <ErrorState
          title="The context could not be composed"
          description={result.error.message}
          onRetry={() => void result.refetch()}
        />
      ) : result.data ? (
        <>
          <ul aria-label="Checks of this query" className="max-h-48 shrink-0 overflow-y-auto border-b px-1.5 py-1">
            {result.data.result.outcomes.map((outcome, at) => (
              <CheckLine
                // biome-ignore lint/suspicious/noArrayIndexKey: a check is known by its place
                key={at}
                check={outcome.check}
                nameOf={nameOf}
                outcome={outcome}
                isOpen={opened === at}
                onOpen={() => void setSearch({ check: at, tab: outcome.opens.tab })}
              />
            ))}
            {query?.labels.map((label, at) => (
              <LabelLine
                key={nameLabel(label)}
                label={label}
                nameOf={nameOf}
                outcome={result.data.result.labels?.[at]}
              />
            ))}
          </ul>
          <CheckSourceProvider value={source}>
            <ContextInspector
              context={{ ...result.data, id: result.data.trace.id, isStored: false }}
              tab={tab}
              onTabChange={(next) => void setSearch({ tab: next })}
            />
          </CheckSourceProvider>
        </>
      ) : (
        <div role="status" aria-label="Composing the context" className="space-y-3 p-3">
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-64 w-full" />
        </div>
      )}
    </Inspector>
  )
}
