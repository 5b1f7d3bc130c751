import { useId } from 'react'
import { Checkbox } from './checkbox'

type ChoiceProps = { isOn: boolean; onChange: (isOn: boolean) => void; label: string; hint?: string }

/** Something that can be ticked, with what it means. */
export function Choice({ isOn, onChange, label, hint }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={isOn}
        onCheckedChange={(next) => onChange(next === true)}
        aria-describedby={hint && `${id}-hint`}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-fg-muted text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
