import { Skeleton } from '@/components/ui/skeleton'
import { ColumnsSkeleton } from './columns-skeleton'

export default function RetrievalLoading() {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 p-4" role="status" aria-label="Loading the retrieval screen">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-8 w-full max-w-3xl" />
      <ColumnsSkeleton />
    </div>
  )
}
