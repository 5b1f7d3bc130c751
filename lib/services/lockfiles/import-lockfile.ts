import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { newId } from '@/lib/new-id'
import { importLockfileList, importLockfileSchema, type Lockfile } from '@/lib/schemas/releases/lockfile'
import { releaseDetailSchema } from '@/lib/schemas/releases/release'
import { insertRelease } from '@/lib/services/releases/rows/insert-release'
import { readRelease } from '@/lib/services/releases/rows/read-release'
import { type Entry, TRANSACTION_OPTIONS } from '@/lib/services/releases/rows/write-entries'
import { verb } from '@/lib/services/verb'
import { findModuleDifferences } from './differences/find-differences'
import { matchModules } from './differences/match-modules'
import { refuseEmpty } from './differences/refuse-empty'

/** Missing texts that an error names. */
const NAMED = 3

/**
 * A frozen release of the modules of a lockfile, to be named by requests. Policies and vectors stay as they are here:
 * `verifyLockfile` says what of them differs.
 * @throws AppError VALIDATION for one without modules; CONFLICT where a text is not here, or the id is taken; LIMIT_EXCEEDED
 */
export const importLockfile = verb({
  name: 'importLockfile',
  scope: 'write',
  effect: 'write',
  input: importLockfileSchema,
  list: importLockfileList,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { lockfile, name, id = newId('rel') }) => {
    refuseEmpty(lockfile)
    const findEntries = (tx: Transaction) => findLockedEntries(tx, releaseOf(workspaceId), lockfile)
    const release = { id, name, isFrozen: true, findEntries }
    await prisma.$transaction((tx) => insertRelease(tx, actor, release), TRANSACTION_OPTIONS)
    queueIndexing(workspaceId)
    return readRelease(workspaceId, id)
  },
})

/** What makes the base hold what the lockfile names, and nothing else. */
async function findLockedEntries(
  tx: Transaction,
  base: { workspaceId: string; releaseId: string },
  { modules, release }: Lockfile,
): Promise<Entry[]> {
  const matches = await matchModules(tx, base.workspaceId, modules)
  const missing = matches.filter(({ version }) => version === null)
  if (missing.length > 0) {
    const named = findModuleDifferences(missing.slice(0, NAMED)).map(({ message }) => message)
    const more = missing.length > NAMED ? ` ${missing.length - NAMED} more are missing.` : ''
    const message = `${missing.length} of ${modules.length} texts of the lockfile are not here. ${named.join(' ')}${more}`
    throw new AppError('CONFLICT', message, { entity: 'lockfile', id: release.id })
  }
  const held = await tx.releaseEntry.findMany({ where: base, select: { moduleId: true, version: true } })
  const holds = new Map(held.map(({ moduleId, version }) => [moduleId, version]))
  const locked = new Map(matches.map(({ locked: { id }, version }) => [id, version]))
  const brought = [...locked].filter(([moduleId, version]) => holds.get(moduleId) !== version)
  const left = [...holds.keys()].filter((moduleId) => !locked.has(moduleId))
  return [
    ...brought.map(([moduleId, version]) => ({ moduleId, version })),
    ...left.map((moduleId) => ({ moduleId, version: null })),
  ]
}
