import { cn } from './cn'

type FilterRowProps<T extends string> = {
  value: T
  options: readonly { value: T; label: string }[]
  onValueChange: (value: T) => void
}

/** Which rows a list shows: one of a few, all of them in sight below the heading of a page. */
export function FilterRow<T extends string>({ value, options, onValueChange }: FilterRowProps<T>) {
  return (
    <fieldset aria-label="Which ones" className="flex gap-1 overflow-x-auto px-4 pb-2">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onValueChange(option.value)}
          className={cn(
            'h-7 shrink-0 rounded-md px-2 text-fg-muted text-sm hover:text-fg',
            option.value === value && 'bg-muted font-medium text-fg',
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}
