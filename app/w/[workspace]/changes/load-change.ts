import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireActor } from '@/lib/adapters/actor'
import { AppError } from '@/lib/errors'
import { canActor } from '@/lib/services/actor'
import { getChangeRequest } from '@/lib/services/change-requests/get-change-request'

const load = cache(async (workspace: string, number: string) => {
  const actor = await requireActor(Promise.resolve({ workspace }))
  const change = await getChangeRequest(actor, { number })
  const may = {
    write: canActor(actor, 'write'),
    bypass: canActor(actor, 'admin'),
    ask: canActor(actor, 'compose'),
    review: canActor(actor, 'compose'),
    userId: actor.userId,
  }
  return { change, may }
})

/** The change request that the address names, once for a request; 404 where there is none. */
export async function loadNamed(params: Promise<{ workspace: string; number: string }>) {
  const { workspace, number } = await params
  try {
    return await load(workspace, number)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'VALIDATION')) notFound()
    throw error
  }
}
