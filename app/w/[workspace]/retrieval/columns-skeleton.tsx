import { Skeleton } from '@/components/ui/skeleton'

const COLUMNS = ['lexical', 'vector', 'fused', 'reranked', 'selected']
const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** The shape of the stages while they are computed. */
export function ColumnsSkeleton() {
  return (
    <div className="grid grid-cols-1 gap-9 rail:grid-cols-5">
      {COLUMNS.map((column, at) => (
        <div key={column} className={at > 0 ? 'space-y-1.5 max-rail:hidden' : 'space-y-1.5'}>
          <Skeleton className="h-5 w-20" />
          {ROWS.map((row) => (
            <Skeleton key={row} className="h-10 w-full" />
          ))}
        </div>
      ))}
    </div>
  )
}
