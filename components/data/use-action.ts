'use client'

import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import { copyText } from '@/components/ui/copy-text'
import type { ActionResult } from '@/lib/schemas/error'
import { ClientError, offlineError } from './api-client'
import { shownWorkspace } from './shown-workspace'

/** A server action that acts in the workspace of this slug. */
export type WorkspaceAction<I, T> = (workspace: string, input: I) => Promise<ActionResult<T>>

/** An action on the person's own account, whatever workspace the page shows. */
export function ofPerson<I, T>(action: (input: I) => Promise<ActionResult<T>>): WorkspaceAction<I, T> {
  return (_workspace, input) => action(input)
}

/**
 * Calls a server action in the workspace that the page shows, and returns its data.
 * @throws ClientError
 */
export async function runAction<I, T>(action: WorkspaceAction<I, T>, input: I): Promise<T> {
  let result: ActionResult<T>
  try {
    result = await action(shownWorkspace(), input)
  } catch {
    throw offlineError()
  }
  if (!result.ok) throw new ClientError(result.error)
  return result.data
}

type UseActionOptions<I, T> = {
  onSuccess?: (data: T, input: I) => void
  /** Without it the error is shown as a toast; with it the screen shows it where it happened. */
  onError?: (error: ClientError, input: I) => void
}

/** A server action as a mutation: `mutate`, `isPending`, `error` (a `ClientError`), `reset`. */
export function useAction<I, T>(action: WorkspaceAction<I, T>, options: UseActionOptions<I, T> = {}) {
  return useMutation<T, ClientError, I>({
    mutationFn: (input) => runAction(action, input),
    onSuccess: options.onSuccess,
    onError: options.onError ?? showError,
  })
}

export function showError(error: Error) {
  const requestId = error instanceof ClientError ? error.requestId : undefined
  toast.error(error.message, {
    duration: 10_000,
    description: requestId && `Request ${requestId}`,
    action: requestId ? { label: 'Copy id', onClick: () => void copyText(requestId).catch(showError) } : undefined,
  })
}
