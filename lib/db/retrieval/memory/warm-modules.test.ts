import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { inForeground } from '@/lib/give-way'
import { prisma } from '../../client'
import { keepModules } from './read-modules'
import type { ReleaseIndex } from './read-release-index'
import { settleModules, warmModules } from './warm-modules'

vi.mock('./read-modules', { spy: true })

const scope = { workspaceId: 'warm', releaseId: 'production' }
const positions = new Map(Array.from({ length: 35 }, (_, i) => [`module-${i}`, i]))

it('lets who waits for an answer go first', async () => {
  // so that connecting is not what it waits for
  await prisma.chunkUsage.count()
  const answer = Promise.withResolvers<void>()
  const answered = inForeground(() => answer.promise)
  warmModules(scope, { positions, modules: [] as ReleaseIndex['modules'] } as ReleaseIndex)
  await sleep(150)
  expect(keepModules).not.toHaveBeenCalled()

  answer.resolve()
  await answered
  await settleModules(scope)
  const read = vi.mocked(keepModules).mock.calls.map(([, , , ids]) => ids.length)
  expect(read).toEqual([10, 10, 10, 5])
})
