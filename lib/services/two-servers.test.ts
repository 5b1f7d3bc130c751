import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { startWorker } from '@/lib/worker/start-worker'
import { signIn } from './auth/sign-in'
import { createComposition } from './compose/create-composition'
import { importModules } from './imports/import-modules'
import { createDefaultPolicy } from './policies/create-default-policy'
import { createTestUser, TEST_PASSWORD } from './testing/create-test-user'
import { COUNTING_HANDLERS, type SecondServerTask } from './testing/second-server'

// two processes that share nothing but the database

let child: ChildProcessByStdio<Writable, Readable, null>
let answers: AsyncIterator<string>
beforeAll(() => {
  const program = ['--import', 'tsx', 'lib/services/testing/second-server.ts']
  child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] })
  answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
})
afterAll(async () => {
  child.kill('SIGKILL')
  await closeDatabase()
})

async function askSecond(task: SecondServerTask): Promise<unknown> {
  child.stdin.write(`${JSON.stringify(task)}\n`)
  const { value } = await answers.next()
  return JSON.parse(value ?? 'null')
}

it('know each other’s sessions, and see what the other publishes at once, whatever they remember', async () => {
  const { workspaceId } = await createTestWorkspace('servers')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const { actor, userId, email } = await createTestUser(workspaceId, 'owner')
  const facts = { headers: new Headers(), address: '127.0.0.1' }
  const { setCookies, tokenHash } = await signIn({ email, password: TEST_PASSWORD }, facts)
  const cookie = setCookies.map((each) => each.split(';')[0]).join('; ')
  expect(await askSecond({ ask: 'who', cookie })).toBe(userId)

  const query = 'How deep is the well?'
  const publish = (depth: string) =>
    importModules(actor, { files: [{ path: 'wells.md', content: `# Wells\n\nThe well is ${depth} meters deep.\n` }] })
  const askBoth = async () => ({
    here: await createComposition(actor, { query }),
    there: await askSecond({ ask: 'compose', cookie, query }),
  })
  for (const depth of ['sixty', 'ninety']) {
    await publish(depth)
    const { here, there } = await askBoth()
    expect(here.text).toContain(depth)
    expect(there).toEqual({ text: here.text, hits: 0 })
    // what it remembers is as good, until the next change
    expect(await askSecond({ ask: 'compose', cookie, query })).toEqual({ text: here.text, hits: 1 })
  }

  await prisma.session.deleteMany({ where: { tokenHash } })
  expect(await askSecond({ ask: 'who', cookie })).toBeNull()
}, 60_000)

it('do each job once, whichever of them takes it', async () => {
  const workspaceIds = await Promise.all(
    Array.from({ length: 8 }, async () => (await createTestWorkspace('servers')).workspaceId),
  )
  for (const workspaceId of workspaceIds) await queueJob('follow-drift', { workspaceId })
  const [worker] = await Promise.all([startWorker(COUNTING_HANDLERS), askSecond({ ask: 'work' })])
  for (const workspaceId of workspaceIds) await queueJob('follow-drift', { workspaceId })
  const counts = () =>
    prisma.termStatistic.groupBy({
      by: ['workspaceId'],
      where: { workspaceId: { in: workspaceIds } },
      _sum: { documentFrequency: true },
      orderBy: { workspaceId: 'asc' },
    })
  try {
    const expected = workspaceIds.toSorted().map((workspaceId) => ({ workspaceId, _sum: { documentFrequency: 2 } }))
    await vi.waitFor(async () => expect(await counts()).toEqual(expected), 20_000)
  } finally {
    await worker.stop()
  }
}, 60_000)
