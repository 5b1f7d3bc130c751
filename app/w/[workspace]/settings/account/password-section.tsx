'use client'

import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { ofPerson, useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/section'
import { LIMITS } from '@/lib/schemas/limits'
import { changePasswordAction } from './actions'

const EMPTY = { currentPassword: '', newPassword: '' }

export function PasswordSection() {
  const [values, setValues] = useState(EMPTY)
  const change = useAction(ofPerson(changePasswordAction), {
    onSuccess: () => {
      setValues(EMPTY)
      toast.success('Password changed. Your other browsers are signed out.')
    },
    onError: () => undefined,
  })
  const fields = change.error?.fields ?? {}
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(values)
  }
  return (
    <Section title="Password">
      <form onSubmit={onSubmit} noValidate className="flex max-w-sm flex-col gap-4">
        {change.error && Object.keys(fields).length === 0 && (
          <Notice title={change.error.message} requestId={change.error.requestId} />
        )}
        <Field label="Current password" error={fields.currentPassword}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="current-password"
              value={values.currentPassword}
              onChange={(event) => setValues({ ...values, currentPassword: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="New password"
          hint={`At least ${LIMITS.passwordMinLength} characters.`}
          error={fields.newPassword}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              value={values.newPassword}
              onChange={(event) => setValues({ ...values, newPassword: event.target.value })}
            />
          )}
        </Field>
        <Button type="submit" className="self-start" isPending={change.isPending}>
          Change password
        </Button>
      </form>
    </Section>
  )
}
