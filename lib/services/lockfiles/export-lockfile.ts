import { prisma } from '@/lib/db/client'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { exportLockfileSchema, lockfileSchema } from '@/lib/schemas/releases/lockfile'
import { releaseNotFound } from '@/lib/services/releases/rows/read-releases'
import { requireNotFollowing, requireNumbered } from '@/lib/services/releases/rows/require-numbered'
import { holdsDraft, isOfMoment } from '@/lib/services/releases/rows/write-entries'
import { verb } from '@/lib/services/verb'
import packageJson from '@/package.json' with { type: 'json' }
import { readLockedIndex, readLockedModules, readLockedPolicies } from './differences/read-locked'

/**
 * All that decides what a release gives, by version and hash. The same state gives the same lockfile.
 * @throws AppError NOT_FOUND; CONFLICT for the release of a change request, whose versions have no numbers yet, and
 *   for one that holds such versions or follows a change request; CONFLICT for one without modules; LIMIT_EXCEEDED
 */
export const exportLockfile = verb({
  name: 'exportLockfile',
  scope: 'read',
  effect: 'read',
  input: exportLockfileSchema,
  output: lockfileSchema,
  run: async ({ workspaceId }, { id }) => {
    const release = await prisma.release.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: {
        ...{ name: true, changeNumber: true, follows: true, draftOf: true, momentAt: true },
        workspace: { select: { slug: true } },
      },
    })
    if (!release) throw releaseNotFound(id)
    if (release.changeNumber !== null) {
      const message = `This release belongs to the change request #${release.changeNumber}: its versions get their numbers when it is merged.`
      throw new AppError('CONFLICT', message, { entity: 'release', id })
    }
    if (release.draftOf !== null) throw holdsDraft(id, release.draftOf)
    if (release.momentAt !== null) throw isOfMoment(id)
    await requireNumbered(prisma, workspaceId, id)
    requireNotFollowing(id, release.follows)
    const [modules, policies, index] = await Promise.all([
      readLockedModules(prisma, workspaceId, releaseEntries(workspaceId, id)),
      readLockedPolicies(workspaceId),
      readLockedIndex(workspaceId),
    ])
    if (modules.length === 0) {
      const message =
        'This release holds no module, so there is nothing to lock. Publish one, or choose another release.'
      throw new AppError('CONFLICT', message, { entity: 'release', id })
    }
    const limit = LIMITS.lockfileModules
    if (modules.length > limit) {
      const message = `A lockfile holds at most ${limit} modules, this release has ${modules.length}.`
      throw new AppError('LIMIT_EXCEEDED', message, { limit, actual: modules.length })
    }
    return {
      format: 'loadout-lockfile' as const,
      formatVersion: 1 as const,
      loadout: packageJson.version,
      workspace: release.workspace.slug,
      release: { id, name: release.name },
      index,
      policies,
      modules,
    }
  },
})
