import { Skeleton } from '@/components/ui/skeleton'

export default function PlaygroundLoading() {
  return (
    <div className="flex min-h-0 flex-1" role="status" aria-label="Loading the playground">
      <div className="hidden w-56 space-y-2 border-r p-3 lg:block">
        {['w-full', 'w-40', 'w-44', 'w-36'].map((width) => (
          <Skeleton key={width} className={`h-6 ${width}`} />
        ))}
      </div>
      <div className="flex flex-1 flex-col justify-end gap-3 p-4">
        <Skeleton className="mx-auto h-24 w-full max-w-2xl" />
      </div>
      <div className="hidden w-120 space-y-3 border-l p-3 rail:block">
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    </div>
  )
}
