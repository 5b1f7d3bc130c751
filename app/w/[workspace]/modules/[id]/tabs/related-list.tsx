'use client'

import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { moduleHref } from '../../module-row'
import { describeLikeness, describeRelated } from '../editor-words'
import { relatedQuery } from '../queries'

/** The modules that are most like this one: candidates for a dependency, or for merging. */
export function RelatedList({ id }: { id: string }) {
  const { data, error } = useQuery(relatedQuery(id))
  const hint = error ? `They could not be loaded. ${error.message}` : describeRelated(data?.items.length)
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
            <span className="ml-auto shrink-0 text-fg-muted text-xs tabular-nums">{describeLikeness(score)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
