import { Skeleton } from '@/components/ui/skeleton'

export default function EffectLoading() {
  return (
    <div role="status" aria-label="Loading the effect" className="w-full space-y-3 p-4">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-24 w-full max-w-4xl" />
      <Skeleton className="h-64 w-full max-w-4xl" />
    </div>
  )
}
