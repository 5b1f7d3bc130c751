'use client'

import { LIMITS } from '@/lib/schemas/limits'
import { acceptInvitationAction } from '../../actions'
import { AuthForm } from '../../auth-form'
import { PasswordField, TextField } from '../../text-field'

type InviteFormProps = { token: string; email: string; hasAccount: boolean }

export function InviteForm({ token, email, hasAccount }: InviteFormProps) {
  return (
    <AuthForm
      action={acceptInvitationAction}
      toInput={({ name, password = '' }) => ({ token, password, ...(name ? { name } : {}) })}
      submitLabel={hasAccount ? 'Sign in and join' : 'Create account and join'}
    >
      {(errors) => (
        <>
          <TextField label="E-mail" name="email" type="email" autoComplete="username" value={email} readOnly />
          {!hasAccount && <TextField label="Your name" name="name" autoComplete="name" autoFocus error={errors.name} />}
          <PasswordField
            label="Password"
            name="password"
            autoComplete={hasAccount ? 'current-password' : 'new-password'}
            hint={hasAccount ? undefined : `At least ${LIMITS.passwordMinLength} characters.`}
            error={errors.password}
          />
        </>
      )}
    </AuthForm>
  )
}
