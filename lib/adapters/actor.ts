import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { AppError } from '@/lib/errors'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'
import type { Actor } from '@/lib/services/actor'
import { findActorBySession } from '@/lib/services/auth/find-actor-by-session'
import { findHomeWorkspace } from '@/lib/services/auth/find-home-workspace'
import { isSetupOpen } from '@/lib/services/setup/is-setup-open'
import { LAST_WORKSPACE_COOKIE, PATH_HEADER } from './page-headers'

/** The parameters of every page under `/w/[workspace]`. */
export type WorkspaceParams = Promise<{ workspace: string }>

/** Unlike the header, the store has the cookies that the action before this render has set. */
async function sessionHeaders(): Promise<Headers> {
  const cookie = (await cookies()).toString()
  return new Headers(cookie ? { cookie } : {})
}

/** The slug of the workspace that addresses without one lead to; null for who is signed out. */
export async function findHome(): Promise<string | null> {
  const lastOpened = (await cookies()).get(LAST_WORKSPACE_COOKIE)?.value
  return findHomeWorkspace(await sessionHeaders(), lastOpened)
}

/** On to the owner set-up, or to sign-in and back. */
async function redirectToSignIn(): Promise<never> {
  if (await isSetupOpen()) redirect('/setup')
  const path = (await headers()).get(PATH_HEADER)
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in')
}

/** To the same path of the workspace that the person opened last. */
export async function redirectHome(path: string): Promise<never> {
  const home = await findHome()
  return home === null ? redirectToSignIn() : redirect(workspacePath(home, path))
}

const findActorIn = cache(async (workspace: string) => {
  try {
    return (await findActorBySession(await sessionHeaders(), { workspace, refresh: false })).actor
  } catch (error) {
    // whether it exists is not told
    if (error instanceof AppError && error.code === 'FORBIDDEN') notFound()
    throw error
  }
})

/**
 * For Server Components: the signed-in person in the workspace of the address; asked once per render. Without a session
 * on to sign-in; in a workspace of others the page does not exist.
 */
export async function requireActor(params: WorkspaceParams): Promise<Extract<Actor, { kind: 'user' }>> {
  return (await findActorIn((await params).workspace)) ?? redirectToSignIn()
}
