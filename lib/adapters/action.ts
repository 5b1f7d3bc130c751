import 'server-only'
import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import type { ActionResult } from '@/lib/schemas/error'
import { workspaceRefSchema } from '@/lib/schemas/workspaces/workspace'
import { workspaceOfPath } from '@/lib/schemas/workspaces/workspace-path'
import type { Origin } from '@/lib/services/actor'
import { findActorBySession } from '@/lib/services/auth/find-actor-by-session'
import { limitRequests } from '@/lib/services/auth/limits/rate-limits'
import { parseInput } from '@/lib/services/parse-input'
import type { Verb } from '@/lib/services/verb'
import { applyCookies } from './apply-cookies'
import { originOf } from './client-address'
import { describeError } from './describe-error'
import { PATH_HEADER } from './page-headers'
import { refuseForeignOrigin } from './refuse-foreign-origin'

type ActionOptions = {
  /** Paths whose data the change makes stale. */
  revalidate?: string[]
}

/**
 * Runs anything as a server action runs it: what is thrown comes back as data, so nothing typed is lost; for requests of
 * this site alone.
 */
export async function runAction<Data>(
  work: (headers: Headers, origin: Origin) => Promise<Data>,
): Promise<ActionResult<Data>> {
  const requestId = newId('req')
  try {
    const requestHeaders = await headers()
    refuseForeignOrigin({ method: 'POST', headers: requestHeaders })
    return { ok: true, data: await work(requestHeaders, originOf(requestHeaders, requestId)) }
  } catch (error) {
    unstable_rethrow(error)
    return { ok: false, error: describeError(error, requestId).body }
  }
}

/** @throws AppError VALIDATION for what is no slug; CONFLICT when the address of the page shows another workspace. */
function readWorkspace(named: unknown, requestHeaders: Headers): string {
  const workspace = parseInput(workspaceRefSchema, named)
  if (workspaceOfPath(requestHeaders.get(PATH_HEADER) ?? '') === workspace) return workspace
  throw new AppError(
    'CONFLICT',
    `This page does not show the workspace “${workspace}”. Nothing was changed: reload the page, then do it again.`,
    { entity: 'workspace' },
  )
}

/**
 * A server action over one verb, in the workspace that its page shows: FORBIDDEN for a workspace of others and CONFLICT
 * for another one than the page's come back as data.
 */
export function action<Input extends z.ZodType, Output extends z.ZodType>(
  verb: Verb<Input, Output>,
  options: ActionOptions = {},
) {
  return async (workspace: string, input: z.input<Input>): Promise<ActionResult<z.output<Output>>> =>
    runAction(async (requestHeaders, origin) => {
      const { actor, setCookies } = await findActorBySession(requestHeaders, {
        workspace: readWorkspace(workspace, requestHeaders),
      })
      if (!actor)
        throw new AppError('UNAUTHORIZED', 'Your session has ended. Sign in again in another tab, then retry.')
      limitRequests(actor)
      const output = await verb({ ...actor, origin }, input)
      await applyCookies(setCookies)
      for (const path of options.revalidate ?? []) revalidatePath(path)
      return output
    })
}
