import { JOB_HANDLERS } from '../registry'
import { startWorker } from '../start-worker'

// A worker that stores half of what the job of one workspace is about, says so, and never ends: to be killed by a test.
const [, , stuckOn] = process.argv
const { prisma } = await import('@/lib/db/client')
await startWorker({
  ...JOB_HANDLERS,
  'follow-drift': async ({ workspaceId }) => {
    if (workspaceId !== stuckOn) return
    await prisma.termStatistic.create({ data: { workspaceId, termId: 1, documentFrequency: 1 } })
    process.stdout.write('half\n')
    await new Promise(() => undefined)
  },
})
