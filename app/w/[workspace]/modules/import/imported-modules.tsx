import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { moduleHref } from '../module-row'
import { describeChange } from './import-words'
import { importedModulesQuery } from './queries'

/** What an import made of which module. */
export function ImportedModules({ importId }: { importId: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    importedModulesQuery(importId),
  )
  if (error && !data) {
    return <ErrorState title="The modules could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <Skeleton />
  const modules = data.pages.flatMap((page) => page.items)
  return (
    <>
      <ul aria-label="Imported modules" className="max-h-64 overflow-y-auto text-xs">
        {modules.map((module) => (
          <li key={`${module.id}:${module.version}:${module.change}`} className="flex gap-3 py-0.5">
            <WorkspaceLink href={moduleHref(module.id)} className="min-w-0 flex-1 truncate font-mono hover:underline">
              {module.id}
            </WorkspaceLink>
            <span className="text-fg-muted">{describeChange(module)}</span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="sm" isPending={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}
