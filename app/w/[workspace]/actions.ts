'use server'

import { headers } from 'next/headers'
import { runAction } from '@/lib/adapters/action'
import { applyCookies } from '@/lib/adapters/apply-cookies'
import type { ActionResult } from '@/lib/schemas/error'
import { signOut } from '@/lib/services/auth/sign-out'

export async function signOutAction(): Promise<ActionResult<null>> {
  return runAction(async () => {
    const { setCookies } = await signOut(await headers())
    await applyCookies(setCookies)
    return null
  })
}
