import { AppError } from '@/lib/errors'
import { readRequestState } from './read-request-state'

/** Of a release: it moves on with every change that composing can see. @throws AppError NOT_FOUND */
export async function readRevision(workspaceId: string, releaseId: string): Promise<number> {
  const { revision } = await readRequestState(workspaceId, undefined, releaseId)
  return revision
}

/** A release that was deleted has none: the error that says so. */
export async function tryToReadRevision(workspaceId: string, releaseId: string): Promise<number | AppError> {
  try {
    return await readRevision(workspaceId, releaseId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return error
    throw error
  }
}
