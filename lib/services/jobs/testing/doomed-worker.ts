import { JOB_HANDLERS, type JobHandlers } from '../registry'
import { startWorker } from '../start-worker'

// A worker that does the jobs of one workspace, and says so when it has written some of its summaries: to be killed then.
const [, , workspaceId] = process.argv
const { prisma } = await import('@/lib/db/client')

const handlers = Object.fromEntries(
  Object.entries(JOB_HANDLERS).map(([name, handler]) => [
    name,
    async (payload: { workspaceId: string }, context: { signal: AbortSignal }) => {
      if (payload.workspaceId === workspaceId) await handler(payload, context)
    },
  ]),
) as JobHandlers
await startWorker(handlers)
while ((await prisma.versionSummary.count({ where: { workspaceId } })) === 0) await undefined
process.stdout.write('half\n')
