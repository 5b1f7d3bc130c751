import { Skeleton } from '@/components/ui/skeleton'

const ROWS = Array.from({ length: 14 }, (_, index) => `row-${index}`)

export function TableSkeleton() {
  return (
    <div role="status" aria-label="Loading modules">
      <div className="h-8 border-b bg-surface" />
      {ROWS.map((key) => (
        <div key={key} className="flex h-11 items-center gap-4 border-b px-3">
          <Skeleton className="size-4" />
          <div className="flex flex-1 flex-col gap-1">
            <Skeleton className="h-3 w-48" />
            <Skeleton className="h-2.5 w-72 max-w-full" />
          </div>
          <Skeleton className="hidden w-24 lg:block" />
          <Skeleton className="hidden w-16 sm:block" />
          <Skeleton className="w-12" />
        </div>
      ))}
    </div>
  )
}
