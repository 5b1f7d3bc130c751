'use client'

import { useQuery } from '@tanstack/react-query'
import { formatPercent } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { moduleHref } from '../../module-row'
import { relatedQuery } from '../queries'

/** The modules that are most like this one: candidates for a dependency, or for merging. */
export function RelatedList({ id }: { id: string }) {
  const { data, error } = useQuery(relatedQuery(id))
  const hint = error
    ? `They could not be loaded. ${error.message}`
    : data?.items.length === 0
      ? 'None of the published modules is much like it. The list follows a publish in the background.'
      : 'The published modules that are most like it, by words and meaning.'
  return (
    <section>
      <h2 className="font-medium text-sm">Related</h2>
      <p className={`text-xs ${error ? 'text-danger' : 'text-fg-faint'}`}>{hint}</p>
      {!data && !error && <Skeleton className="mt-2" />}
      <ul className="mt-1.5" aria-label="Related modules">
        {data?.items.map(({ moduleId, name, score }) => (
          <li key={moduleId} className="flex min-h-8 items-center gap-2 border-b py-1 text-sm last:border-0">
            <WorkspaceLink href={moduleHref(moduleId)} className="truncate rounded-md hover:underline">
              {name}
            </WorkspaceLink>
            <span className="tabular ml-auto text-fg-muted text-xs" title="How alike they are">
              {formatPercent(score)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
