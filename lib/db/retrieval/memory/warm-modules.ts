import { giveWay } from '@/lib/give-way'
import { prisma } from '../../client'
import { keepModules } from './read-modules'
import type { ReleaseIndex } from './read-release-index'

type Scope = { workspaceId: string; releaseId: string }

const MODULES_PER_BATCH = 10

const warming = new Map<string, Promise<void>>()
const keyOf = ({ workspaceId, releaseId }: Scope) => `${workspaceId} ${releaseId}`

/**
 * Reads the modules of a release into this process's memory, once and in the background, as far as there is room: those
 * first whose chunks compositions use most.
 */
export function warmModules(scope: Scope, index: ReleaseIndex): void {
  const key = keyOf(scope)
  if (warming.has(key)) return
  const reads = warm(scope, index).catch(() => {
    // what cannot be read now is read when it is asked for, or with the next composition
    warming.delete(key)
  })
  warming.set(key, reads)
}

/** Waits until what is read in the background is there. */
export async function settleModules(scope: Scope): Promise<void> {
  await warming.get(keyOf(scope))
}

async function warm(scope: Scope, index: ReleaseIndex): Promise<void> {
  const used = await prisma.chunkUsage.groupBy({
    by: ['moduleId'],
    where: { workspaceId: scope.workspaceId },
    _sum: { timesUsed: true },
    orderBy: { _sum: { timesUsed: 'desc' } },
  })
  const ids = [...new Set([...used.map(({ moduleId }) => moduleId), ...index.positions.keys()])]
  for (let start = 0; start < ids.length; start += MODULES_PER_BATCH) {
    await giveWay()
    if (!(await keepModules(prisma, scope, index, ids.slice(start, start + MODULES_PER_BATCH)))) break
  }
}
