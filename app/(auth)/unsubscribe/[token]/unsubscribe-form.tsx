'use client'

import { AuthForm } from '../../auth-form'
import { unsubscribeAction } from './actions'

export function UnsubscribeForm({ token }: { token: string }) {
  return (
    <AuthForm action={unsubscribeAction} toInput={() => ({ token })} submitLabel="Turn them off">
      {() => null}
    </AuthForm>
  )
}
