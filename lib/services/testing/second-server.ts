import { createInterface } from 'node:readline'
import { closeDatabase, prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { findActorBySession } from '@/lib/services/auth/find-actor-by-session'
import { createComposition } from '@/lib/services/compose/create-composition'
import { JOB_HANDLERS, type JobHandlers } from '@/lib/worker/registry'
import { startWorker } from '@/lib/worker/start-worker'

/** What a second process of the same database is asked, one JSON line each, and answers in one line. */
export type SecondServerTask =
  | { ask: 'compose'; cookie: string; query: string }
  | { ask: 'who'; cookie: string }
  | { ask: 'work' }

/** Counts in the database how often it ran for each workspace; others' jobs are left out. */
export const COUNTING_HANDLERS: JobHandlers = {
  ...(Object.fromEntries(
    Object.keys(JOB_HANDLERS).map((name) => [name, async () => undefined]),
  ) as unknown as JobHandlers),
  'follow-drift': async ({ workspaceId }) => {
    const key = { ...releaseOf(workspaceId), termId: process.pid }
    await prisma.termStatistic.upsert({
      where: { workspaceId_releaseId_termId: key },
      create: { ...key, documentFrequency: 1 },
      update: { documentFrequency: { increment: 1 } },
    })
  },
}

async function answer(task: SecondServerTask): Promise<unknown> {
  if (task.ask === 'work') {
    await startWorker(COUNTING_HANDLERS)
    return true
  }
  const { actor } = await findActorBySession(new Headers({ cookie: task.cookie }))
  if (task.ask === 'who') return actor?.userId ?? null
  if (!actor) return null
  const { text, trace } = await createComposition(actor, { query: task.query })
  return { text, hits: trace.caches?.[0]?.hits }
}

if (process.argv[1]?.endsWith('second-server.ts')) {
  for await (const line of createInterface({ input: process.stdin })) {
    const reply = await answer(JSON.parse(line) as SecondServerTask)
    process.stdout.write(`${JSON.stringify(reply)}\n`)
  }
  await closeDatabase()
  process.exit()
}
