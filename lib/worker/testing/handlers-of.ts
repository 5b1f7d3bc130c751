import { JOB_HANDLERS, type JobHandlers } from '@/lib/worker/registry'

/** The real handlers for the jobs of one workspace; those of others are done with nothing. */
export const handlersOf = (workspaceId: string) =>
  Object.fromEntries(
    Object.entries(JOB_HANDLERS).map(([name, handler]) => [
      name,
      async (payload: never, context: { signal: AbortSignal }) => {
        const { workspaceId: own } = payload as { workspaceId: string }
        if (own === workspaceId) await handler(payload, context)
      },
    ]),
  ) as JobHandlers
