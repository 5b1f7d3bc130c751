'use client'

import { useQuery } from '@tanstack/react-query'
import { Badge } from '@/components/ui/badge'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { DependencyDto } from '@/lib/schemas/modules/module'
import { moduleHref } from '../../module-row'
import { describeDrafted } from '../editor-words'
import { dependenciesQuery } from '../queries'
import { NeedsPicture } from './needs-picture'
import { NEEDED_BY_HINT, NEEDS_HINT, STATE_BADGES } from './needs-words'
import { RelatedList } from './related-list'

type NeedsTabProps = {
  id: string
  name: string
  /** The dependencies that the text under edit names. */
  drafted: string[]
}

export function NeedsTab({ id, name, drafted }: NeedsTabProps) {
  const { data, error, refetch } = useQuery(dependenciesQuery(id))
  if (error && !data) {
    return (
      <ErrorState
        title="The dependencies could not be loaded"
        description={error.message}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!data) {
    return (
      <div className="flex flex-col gap-2 p-4" role="status" aria-label="Loading dependencies">
        <Skeleton />
        <Skeleton />
        <Skeleton />
      </div>
    )
  }
  const known = new Set(data.needs.filter(({ depth }) => depth === 1).map((dependency) => dependency.id))
  const changed = describeDrafted(drafted, [...known])
  return (
    <div className="flex flex-col gap-6 p-4">
      <LoadedBefore error={error} />
      <NeedsPicture name={name} dependencies={data} />
      <DependencyList
        title="Needs"
        hint={NEEDS_HINT}
        empty="It needs no other module. Name dependencies in the front matter."
        dependencies={data.needs}
      />
      {changed !== '' && <p className="text-fg-muted text-sm">{changed}</p>}
      <DependencyList
        title="Needed by"
        hint={NEEDED_BY_HINT}
        empty="No module needs it."
        dependencies={data.neededBy}
      />
      <RelatedList id={id} />
    </div>
  )
}

type DependencyListProps = { title: string; hint: string; empty: string; dependencies: DependencyDto[] }

function DependencyList({ title, hint, empty, dependencies }: DependencyListProps) {
  return (
    <section>
      <h2 className="font-medium text-sm">{title}</h2>
      <p className="text-fg-faint text-xs">{dependencies.length === 0 ? empty : hint}</p>
      <ul className="mt-1.5" aria-label={title}>
        {dependencies.map((dependency) => (
          <li
            key={`${dependency.via}:${dependency.id}`}
            className="flex min-h-8 flex-wrap items-center gap-2 border-b py-1 text-sm last:border-0"
            style={{ paddingLeft: (dependency.depth - 1) * 16 }}
          >
            {dependency.state === 'missing' ? (
              <span className="font-mono text-xs">{dependency.id}</span>
            ) : (
              <WorkspaceLink href={moduleHref(dependency.id)} className="truncate rounded-md hover:underline">
                {dependency.name ?? dependency.id}
              </WorkspaceLink>
            )}
            {dependency.via && <span className="text-fg-faint text-xs">through {dependency.via}</span>}
            <span className="ml-auto flex gap-1">
              {dependency.isCycle && <Badge tone="danger">Cycle</Badge>}
              {dependency.state !== 'ok' && (
                <Badge tone={STATE_BADGES[dependency.state].tone}>{STATE_BADGES[dependency.state].label}</Badge>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
