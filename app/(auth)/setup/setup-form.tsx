'use client'

import { LIMITS } from '@/lib/schemas/limits'
import { createOwnerAction } from '../actions'
import { AuthForm } from '../auth-form'
import { PasswordField, TextField } from '../text-field'

type SetupFormProps = { isTokenNeeded: boolean; token: string | undefined }

export function SetupForm({ isTokenNeeded, token }: SetupFormProps) {
  return (
    <AuthForm
      action={createOwnerAction}
      toInput={({ name = '', email = '', password = '', workspaceName, token: typed }) => ({
        name,
        email,
        password,
        ...(workspaceName ? { workspaceName } : {}),
        ...(isTokenNeeded ? { token: typed } : {}),
      })}
      submitLabel="Create account"
    >
      {(errors) => (
        <>
          <TextField label="Your name" name="name" autoComplete="name" autoFocus error={errors.name} />
          <TextField label="E-mail" name="email" type="email" autoComplete="username" error={errors.email} />
          <PasswordField
            label="Password"
            name="password"
            autoComplete="new-password"
            hint={`At least ${LIMITS.passwordMinLength} characters.`}
            error={errors.password}
          />
          <TextField
            label="Workspace name (optional)"
            name="workspaceName"
            autoComplete="organization"
            hint="What your team works on together. You can change it later."
            error={errors.workspaceName}
          />
          {isTokenNeeded && (
            <TextField
              label="Set-up token"
              name="token"
              defaultValue={token}
              autoComplete="off"
              hint="From the link that was printed when Loadout started; npm run owner prints a new one."
              error={errors.token}
            />
          )}
        </>
      )}
    </AuthForm>
  )
}
