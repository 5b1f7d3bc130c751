'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type TextFieldProps = Omit<ComponentProps<typeof Input>, 'id'> & {
  label: string
  name: string
  error?: string
  hint?: ReactNode
}

export function TextField({ label, error, hint, ...input }: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={error === undefined ? hint : undefined}>
      {(control) => <Input {...control} {...input} className="h-9 w-full" />}
    </Field>
  )
}

export function PasswordField({ label, error, hint, ...input }: TextFieldProps) {
  const [isShown, setIsShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <Field label={label} error={error} hint={error === undefined ? hint : undefined}>
      {(control) => (
        <div className="relative">
          <Input {...control} {...input} type={isShown ? 'text' : 'password'} className="h-9 w-full pr-10" />
          <Button
            variant="ghost"
            size="icon-sm"
            className="absolute top-1 right-1"
            aria-label={isShown ? 'Hide password' : 'Show password'}
            onClick={() => setIsShown(!isShown)}
          >
            <Icon />
          </Button>
        </div>
      )}
    </Field>
  )
}
