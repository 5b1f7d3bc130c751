import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

function Label({ className, ...props }: ComponentProps<'label'>) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller ties it to its control with htmlFor
  return <label className={cn('font-medium text-fg text-sm', className)} {...props} />
}

type ControlProps = { id: string; 'aria-invalid': boolean | undefined; 'aria-describedby': string | undefined }

type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: string
  className?: string
  /** Visually hides the label. */
  isLabelHidden?: boolean
  children: (control: ControlProps) => ReactNode
}

/** What the server says of a field goes behind its name, “must have at most 200 characters”: here it stands alone. */
const toSentence = (error: string) => (/^\p{Ll}/u.test(error) ? `It ${error.replace(/\.$/, '')}.` : error)

/** A labelled control with its hint and error; spread the given props on the control. */
export function Field({ label, hint, error, className, isLabelHidden, children }: FieldProps) {
  const id = useId()
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <Label htmlFor={id} className={isLabelHidden ? 'sr-only' : undefined}>
        {label}
      </Label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': describedBy })}
      {error && (
        <p id={errorId} className="text-danger text-xs">
          {toSentence(error)}
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-fg-faint text-xs">
          {hint}
        </p>
      )}
    </div>
  )
}
