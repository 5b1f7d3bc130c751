'use client'

import { signInAction } from '../actions'
import { AuthForm } from '../auth-form'
import { PasswordField, TextField } from '../text-field'

export function SignInForm({ next }: { next: string }) {
  return (
    <AuthForm
      action={signInAction}
      toInput={({ email = '', password = '' }) => ({ email, password, next })}
      submitLabel="Sign in"
    >
      {(errors) => (
        <>
          <TextField label="E-mail" name="email" type="email" autoComplete="username" autoFocus error={errors.email} />
          <PasswordField label="Password" name="password" autoComplete="current-password" error={errors.password} />
        </>
      )}
    </AuthForm>
  )
}
