'use client'

import { LIMITS } from '@/lib/schemas/limits'
import { resetPasswordAction } from '../../actions'
import { AuthForm } from '../../auth-form'
import { PasswordField, TextField } from '../../text-field'

export function ResetForm({ token, email }: { token: string; email: string }) {
  return (
    <AuthForm
      action={resetPasswordAction}
      toInput={({ password = '' }) => ({ token, password })}
      submitLabel="Set password and sign in"
    >
      {(errors) => (
        <>
          <TextField label="E-mail" name="email" type="email" autoComplete="username" value={email} readOnly />
          <PasswordField
            label="New password"
            name="password"
            autoComplete="new-password"
            autoFocus
            hint={`At least ${LIMITS.passwordMinLength} characters.`}
            error={errors.password}
          />
        </>
      )}
    </AuthForm>
  )
}
