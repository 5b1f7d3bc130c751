import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/lib/services/actor'
import { findActorBySession } from '@/lib/services/auth/find-actor-by-session'
import { isSetupOpen } from '@/lib/services/setup/is-setup-open'
import { PATH_HEADER } from './path-header'

/** The signed-in person of this render, or null; asked once per render. */
export const findActor = cache(async (): Promise<Extract<Actor, { kind: 'user' }> | null> => {
  // unlike the header, the store has the cookies that the action before this render has set
  const cookie = (await cookies()).toString()
  const { actor } = await findActorBySession(new Headers(cookie ? { cookie } : {}), { refresh: false })
  return actor
})

/** For Server Components of the workspace: without a session on to the owner set-up, or to sign-in and back. */
export async function requireActor(): Promise<Extract<Actor, { kind: 'user' }>> {
  const actor = await findActor()
  if (actor) return actor
  if (await isSetupOpen()) redirect('/setup')
  const path = (await headers()).get(PATH_HEADER)
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in')
}
