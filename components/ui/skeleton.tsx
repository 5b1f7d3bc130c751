import { cn } from './cn'

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-4 shrink-0 animate-pulse rounded-md bg-muted', className)} />
}
