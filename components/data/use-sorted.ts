'use client'

import { useState } from 'react'

/** The rows by a column that people choose, by default its largest first; equal ones stay in their order. */
export function useSorted<Row, Column extends string>(
  rows: Row[],
  columns: Record<Column, (row: Row) => number>,
  first: NoInfer<Column>,
) {
  const [{ by, isAscending }, setSort] = useState<{ by: Column; isAscending: boolean }>({
    by: first,
    isAscending: false,
  })
  const value = columns[by]
  const sign = isAscending ? 1 : -1
  const sorted = rows.toSorted((x, y) => sign * (value(x) - value(y)))
  /** For the head of a column. */
  const sortBy = (column: Column) => ({
    direction: by === column ? (isAscending ? ('asc' as const) : ('desc' as const)) : undefined,
    onSort: () => setSort({ by: column, isAscending: by === column && !isAscending }),
  })
  return { sorted, sortBy }
}
