import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { PolicyChoice } from './policy-choices'

type ChoiceFieldProps<Value extends string> = {
  choice: PolicyChoice & { options: readonly { value: Value; label: string }[] }
  value: Value
  isReadOnly: boolean
  className?: string
  onChange: (value: Value) => void
}

export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { choice, value, isReadOnly, className, onChange } = props
  return (
    <Field label={choice.label} hint={choice.hint} className={className}>
      {(control) => (
        <Select
          {...control}
          className="max-w-full"
          disabled={isReadOnly}
          value={value}
          onValueChange={onChange}
          options={choice.options}
        />
      )}
    </Field>
  )
}
