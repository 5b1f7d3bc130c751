import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'

export type SetWords = { name: string; description: string }

type SetFieldsProps = {
  words: SetWords
  onChange: (words: SetWords) => void
  errors: { name?: string | undefined; description?: string | undefined }
}

/** What a query set is called, and what it is for. */
export function SetFields({ words, onChange, errors }: SetFieldsProps) {
  return (
    <>
      <Field label="Name" error={errors.name}>
        {(control) => (
          <Input
            {...control}
            value={words.name}
            onChange={(event) => onChange({ ...words, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="What it is for" error={errors.description}>
        {(control) => (
          <Textarea
            {...control}
            value={words.description}
            onChange={(event) => onChange({ ...words, description: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
