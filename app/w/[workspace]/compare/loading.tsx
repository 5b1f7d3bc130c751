import { Skeleton } from '@/components/ui/skeleton'

export default function CompareLoading() {
  return (
    <div role="status" aria-label="Loading the comparison" className="w-full space-y-3 p-4">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-16 w-full max-w-4xl" />
      <Skeleton className="h-64 w-full max-w-4xl" />
    </div>
  )
}
