import { PageHeader } from '@/components/frame/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { TableSkeleton } from './module-table-skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Modules">
        <div className="px-4 pb-2">
          <Skeleton className="h-8 max-w-md" />
        </div>
      </PageHeader>
      <div className="flex min-h-0 flex-1">
        <div className="hidden w-52 shrink-0 border-r xl:block" />
        <div className="min-w-0 flex-1 overflow-hidden">
          <TableSkeleton />
        </div>
      </div>
    </>
  )
}
