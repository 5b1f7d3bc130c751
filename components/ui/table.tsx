import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** Put it in a scrolling container: the header sticks to it. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return <table className={cn('w-full border-separate border-spacing-0 text-left text-sm', className)} {...props} />
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('sticky top-0 z-10 bg-surface text-fg-faint text-xs', className)} {...props} />
}

export function Th({ className, ...props }: ComponentProps<'th'>) {
  return <th scope="col" className={cn('h-8 whitespace-nowrap border-b px-3 font-normal', className)} {...props} />
}

type SortableThProps = Omit<ComponentProps<'th'>, 'onClick'> & {
  direction: 'asc' | 'desc' | undefined
  onSort: () => void
  /** Aligns to the right, as its numbers do. */
  isNumeric?: boolean
  children: ReactNode
}

export function SortableTh({ direction, onSort, isNumeric, children, className, ...props }: SortableThProps) {
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <Th
      aria-sort={direction === undefined ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
      className={cn(isNumeric && 'text-right', className)}
      {...props}
    >
      <button
        type="button"
        onClick={onSort}
        className={cn(
          'group -mx-1 inline-flex items-center gap-1 rounded-md px-1 hover:text-fg',
          isNumeric && 'flex-row-reverse',
          direction && 'font-medium text-fg',
        )}
      >
        {children}
        <Arrow className={cn('size-3', !direction && 'opacity-0 group-hover:opacity-60')} aria-hidden />
      </button>
    </Th>
  )
}

export function Td({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('h-9 border-b px-3', className)} {...props} />
}
