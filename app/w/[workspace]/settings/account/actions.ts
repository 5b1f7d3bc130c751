'use server'

import { headers } from 'next/headers'
import { runAction } from '@/lib/adapters/action'
import { applyCookies } from '@/lib/adapters/apply-cookies'
import type { ActionResult } from '@/lib/schemas/error'
import type { ChangePasswordInput } from '@/lib/schemas/workspaces/auth'
import { changePassword } from '@/lib/services/auth/change-password'
import { signOutEverywhere } from '@/lib/services/auth/sign-out'

export async function changePasswordAction(input: ChangePasswordInput): Promise<ActionResult<null>> {
  return runAction(async (headers, origin) => {
    const { setCookies } = await changePassword(input, { headers, ...origin })
    await applyCookies(setCookies)
    return null
  })
}

export async function signOutEverywhereAction(): Promise<ActionResult<null>> {
  return runAction(async () => {
    const { setCookies } = await signOutEverywhere(await headers())
    await applyCookies(setCookies)
    return null
  })
}
