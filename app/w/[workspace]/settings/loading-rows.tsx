import { Skeleton } from '@/components/ui/skeleton'

/** Rows of a list that is not known yet: neither empty nor full. */
export function LoadingRows({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-3 rounded-md border p-3">
      <Skeleton className="w-1/2" />
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/3" />
    </div>
  )
}
