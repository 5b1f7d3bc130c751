'use client'

import { type FormEvent, type ReactNode, useSyncExternalStore } from 'react'
import { ofPerson, useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import type { ActionResult } from '@/lib/schemas/error'

type Values = Record<string, string>

type AuthFormProps<Input> = {
  action: (input: Input) => Promise<ActionResult<{ to: string }>>
  toInput: (values: Values) => Input
  submitLabel: string
  children: (errors: Values) => ReactNode
}

const subscribeNever = () => () => undefined

/** False until the page can handle a submit: before that, the browser would send the password its own way. */
function useIsHydrated(): boolean {
  return useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  )
}

function readValues(form: HTMLFormElement): Values {
  const values: Values = {}
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') values[name] = value
  return values
}

/** Sends its fields to an action and goes where the answer says; errors stand at their fields, all typed text stays. */
export function AuthForm<Input>({ action, toInput, submitLabel, children }: AuthFormProps<Input>) {
  const isHydrated = useIsHydrated()
  const submit = useAction(ofPerson(action), {
    onSuccess: ({ to }) => window.location.assign(to),
    onError: () => undefined,
  })
  const errors = submit.error?.fields ?? {}
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    submit.mutate(toInput(readValues(event.currentTarget)))
  }
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="mt-4 flex flex-col gap-4">
      {submit.error && Object.keys(errors).length === 0 && (
        <Notice
          title={submit.error.message}
          requestId={submit.error.code === 'INTERNAL' ? submit.error.requestId : undefined}
        />
      )}
      {children(errors)}
      <Button
        type="submit"
        variant="primary"
        disabled={!isHydrated}
        isPending={submit.isPending || submit.isSuccess}
        className="h-9"
      >
        {submitLabel}
      </Button>
    </form>
  )
}
