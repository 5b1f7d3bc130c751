import { expect, it } from 'vitest'
import { databaseKind } from '@/lib/db/client'
import type { Urgency } from '@/lib/texts/threads/fair-queue'
import { storeInTurn } from './store-in-turn'

// a server has many backends, and stores several at once
it.runIf(databaseKind === 'embedded')(
  'stores one after the other, what a person waits for first and the workspaces in turns',
  async () => {
    const order: string[] = []
    let running = 0
    let endFirst = () => {}
    const isFirstOver = new Promise<void>((done) => {
      endFirst = done
    })
    const store = (name: string, workspaceId: string, urgency: Urgency, until?: Promise<void>) =>
      storeInTurn({ workspaceId, urgency, chunks: 1 }, async (tx) => {
        expect(++running).toBe(1)
        order.push(name)
        await tx.$queryRaw`SELECT 1`
        await until
        running--
      })
    const first = store('first import of a', 'a', 'import', isFirstOver)
    const others = [
      store('second import of a', 'a', 'import'),
      store('third import of a', 'a', 'import'),
      store('job of a', 'a', 'job'),
      store('import of b', 'b', 'import'),
      store('somebody of b', 'b', 'person'),
    ]
    endFirst()
    await Promise.all([first, ...others])
    expect(order).toEqual([
      'first import of a',
      'somebody of b',
      'second import of a',
      'import of b',
      'third import of a',
      'job of a',
    ])
  },
)

it('hands on what fails, and gives the next its turn', async () => {
  const failing = storeInTurn({ workspaceId: 'a', urgency: 'person', chunks: 0 }, async () => {
    throw new Error('not stored')
  })
  const next = storeInTurn({ workspaceId: 'a', urgency: 'person', chunks: 0 }, (tx) => tx.$queryRaw`SELECT 1 AS one`)
  await expect(failing).rejects.toThrow('not stored')
  expect(await next).toEqual([{ one: 1 }])
})
