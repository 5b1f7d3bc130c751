import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'
import { nameText } from '@/lib/schemas/texts/text'
import { ROLES } from './role'

export const emailText = z
  .string()
  .trim()
  .toLowerCase()
  .max(LIMITS.emailLength)
  .pipe(z.email('Write an e-mail address, such as ada@example.com.'))

const newPassword = z
  .string()
  .min(LIMITS.passwordMinLength, `Use at least ${LIMITS.passwordMinLength} characters.`)
  .max(LIMITS.passwordMaxLength, `Use at most ${LIMITS.passwordMaxLength} characters.`)

const givenPassword = z.string().min(1, 'Write your password.').max(LIMITS.passwordMaxLength)
const personName = nameText(LIMITS.nameLength, 'Write your name.')
const linkToken = z.string().min(1).max(200)

export const createOwnerSchema = z.strictObject({
  name: personName,
  email: emailText,
  password: newPassword,
  workspaceName: nameText(LIMITS.nameLength).optional(),
  token: linkToken.optional().meta({ description: 'The one-time token that start printed, where one is needed.' }),
})
export type CreateOwnerInput = z.input<typeof createOwnerSchema>

export const signInSchema = z.strictObject({ email: emailText, password: givenPassword })
export type SignInInput = z.input<typeof signInSchema>

/** What the form sends: with it, where to go on to, which is looked at once the person is known. */
export const signInFormSchema = signInSchema.extend({ next: z.unknown().optional() })

export const linkTokenSchema = z.strictObject({ token: linkToken })

export const acceptInvitationSchema = z.strictObject({
  token: linkToken,
  name: personName.optional().meta({ description: 'Needed when the e-mail has no account yet.' }),
  password: z.string().min(1, 'Write your password.').max(LIMITS.passwordMaxLength),
})
export type AcceptInvitationInput = z.input<typeof acceptInvitationSchema>

/** Checked once it is known that the invited person has no account. */
export const newAccountSchema = z.strictObject({ name: personName, password: newPassword })

const openInvitationSchema = z.object({
  email: z.string(),
  role: z.enum(ROLES),
  workspaceName: z.string(),
  inviterName: z.string(),
  hasAccount: z.boolean(),
})
export type OpenInvitationDto = z.infer<typeof openInvitationSchema>

export const createResetLinkSchema = z.strictObject({ email: emailText })

export const resetPasswordSchema = z.strictObject({ token: linkToken, password: newPassword })
export type ResetPasswordInput = z.input<typeof resetPasswordSchema>

export const changePasswordSchema = z.strictObject({ currentPassword: givenPassword, newPassword })
export type ChangePasswordInput = z.input<typeof changePasswordSchema>

export const getAccountSchema = z.strictObject({})
export const accountSchema = z.object({ name: z.string(), email: z.string() })
