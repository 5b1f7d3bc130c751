import { useQuery } from '@tanstack/react-query'
import { LeftOut } from '@/components/context/left-out'
import { callApi } from '@/components/data/api-client'
import { buttonVariants } from '@/components/ui/button'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { SearchResultsDto } from '@/lib/schemas/contexts/search'

/**
 * What to do where the library has no answer, and the offline model cannot help itself. A module that has the words of
 * the question, and that its activation keeps from being found, is named.
 *
 * @param query the question as it was searched for; undefined while that is not known
 */
export function NothingKnown({ query }: { query: string | undefined }) {
  const { data } = useQuery({
    queryKey: ['left-out', query],
    queryFn: ({ signal }) => callApi<SearchResultsDto>('/api/v1/search', { json: { query, limit: 1 }, signal }),
    enabled: query !== undefined,
  })
  return (
    <>
      <LeftOut modules={data?.leftOut ?? []} />
      <p className="mt-2 flex flex-wrap gap-2">
        <WorkspaceLink href="/modules" className={buttonVariants({ size: 'sm' })}>
          To the modules
        </WorkspaceLink>
        <WorkspaceLink href="/settings/providers" className={buttonVariants({ size: 'sm' })}>
          Add a real model
        </WorkspaceLink>
      </p>
    </>
  )
}
