'use client'

import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Something that is shown only now: whole, selected at a click, with a button that copies it. */
export function SecretText({ label, text }: { label: string; text: string }) {
  return (
    <Field label={label}>
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            readOnly
            value={text}
            onFocus={(event) => event.target.select()}
            className="min-w-0 flex-1 font-mono"
          />
          <CopyButton text={text} variant="secondary" label="Copy" size="md" />
        </div>
      )}
    </Field>
  )
}
