import { startWorker } from '@/lib/worker/start-worker'
import { handlersOf } from './handlers-of'

// A worker that does the jobs of one workspace, and says so when it has written some of its summaries: to be killed then.
const [, , workspaceId = ''] = process.argv
const { prisma } = await import('@/lib/db/client')

await startWorker(handlersOf(workspaceId))
while ((await prisma.versionSummary.count({ where: { workspaceId } })) === 0) await undefined
process.stdout.write('half\n')
