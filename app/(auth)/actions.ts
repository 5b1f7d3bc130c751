'use server'

import { headers } from 'next/headers'
import { runAction } from '@/lib/adapters/action'
import { applyCookies } from '@/lib/adapters/apply-cookies'
import { clientAddress } from '@/lib/adapters/client-address'
import type { AcceptInvitationInput, CreateOwnerInput, ResetPasswordInput, SignInInput } from '@/lib/schemas/auth'
import type { ActionResult } from '@/lib/schemas/error'
import { type RequestFacts, signIn } from '@/lib/services/auth/sign-in'
import { acceptInvitation } from '@/lib/services/setup/accept-invitation'
import { createOwner } from '@/lib/services/setup/create-owner'
import { resetPassword } from '@/lib/services/setup/reset-password'
import { toNextPath } from './next-path'

type Entered = Promise<ActionResult<{ to: string }>>
type EnterVerb = (input: unknown, request: RequestFacts) => Promise<{ setCookies: string[] }>

async function enter(verb: EnterVerb, input: unknown, next?: string): Entered {
  return runAction(async () => {
    const requestHeaders = await headers()
    const { setCookies } = await verb(input, { headers: requestHeaders, address: clientAddress(requestHeaders) })
    await applyCookies(setCookies)
    return { to: toNextPath(next) }
  })
}

export async function signInAction({ next, ...input }: SignInInput & { next?: string }): Entered {
  return enter(signIn, input, next)
}

export async function createOwnerAction(input: CreateOwnerInput): Entered {
  return enter(createOwner, input)
}

export async function acceptInvitationAction(input: AcceptInvitationInput): Entered {
  return enter(acceptInvitation, input)
}

export async function resetPasswordAction(input: ResetPasswordInput): Entered {
  return enter(resetPassword, input)
}
