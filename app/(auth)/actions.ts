'use server'

import { runAction } from '@/lib/adapters/action'
import { applyCookies } from '@/lib/adapters/apply-cookies'
import type { ActionResult } from '@/lib/schemas/error'
import {
  type AcceptInvitationInput,
  type CreateOwnerInput,
  type ResetPasswordInput,
  type SignInInput,
  signInFormSchema,
} from '@/lib/schemas/workspaces/auth'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'
import { type RequestFacts, signIn } from '@/lib/services/auth/sign-in'
import { parseInput } from '@/lib/services/parse-input'
import { acceptInvitation } from '@/lib/services/setup/accept-invitation'
import { createOwner } from '@/lib/services/setup/create-owner'
import { resetPassword } from '@/lib/services/setup/reset-password'
import { toNextPath } from './next-path'

type Entered = Promise<ActionResult<{ to: string }>>
type EnterVerb = (input: unknown, request: RequestFacts) => Promise<{ setCookies: string[]; workspace?: string }>

async function enter(verb: EnterVerb, input: unknown, request: RequestFacts, next?: unknown): Promise<{ to: string }> {
  const { setCookies, workspace } = await verb(input, request)
  await applyCookies(setCookies)
  return { to: workspace === undefined ? toNextPath(next) : workspacePath(workspace, '/playground') }
}

export async function signInAction(input: SignInInput & { next?: string }): Entered {
  return runAction(async (headers, origin) => {
    const { next, ...credentials } = parseInput(signInFormSchema, input)
    return enter(signIn, credentials, { headers, ...origin }, next)
  })
}

export async function createOwnerAction(input: CreateOwnerInput): Entered {
  return runAction((headers, origin) => enter(createOwner, input, { headers, ...origin }))
}

export async function acceptInvitationAction(input: AcceptInvitationInput): Entered {
  return runAction((headers, origin) => enter(acceptInvitation, input, { headers, ...origin }))
}

export async function resetPasswordAction(input: ResetPasswordInput): Entered {
  return runAction((headers, origin) => enter(resetPassword, input, { headers, ...origin }))
}
