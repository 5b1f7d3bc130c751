import { Skeleton } from '@/components/ui/skeleton'

export default function InboxLoading() {
  return (
    <div className="space-y-3 p-4" role="status" aria-label="Loading the inbox">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-12 w-full" />
    </div>
  )
}
