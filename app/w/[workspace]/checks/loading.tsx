import { Skeleton } from '@/components/ui/skeleton'

export default function ChecksLoading() {
  return (
    <div className="space-y-3 p-4" role="status" aria-label="Loading the checks">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-64 w-full" />
    </div>
  )
}
