import { PageHeader } from '@/components/frame/page-header'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Modules" />
      <div className="flex min-h-0 flex-1" role="status" aria-label="Loading the module">
        <div className="flex flex-1 flex-col gap-2 p-4">
          <Skeleton className="w-1/3" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="mt-4 w-3/4" />
          <Skeleton className="w-2/3" />
        </div>
        <div className="hidden w-[460px] flex-col gap-4 border-l p-4 rail:flex">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-16" />
          <Skeleton className="h-8" />
        </div>
      </div>
    </>
  )
}
