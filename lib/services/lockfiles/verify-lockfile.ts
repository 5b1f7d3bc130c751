import { prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import {
  type LockfileProblemDto,
  lockfileVerificationSchema,
  verifyLockfileList,
  verifyLockfileSchema,
} from '@/lib/schemas/releases/lockfile'
import { verb } from '@/lib/services/verb'
import packageJson from '@/package.json' with { type: 'json' }
import { findIndexDifferences, findModuleDifferences, findPolicyDifferences } from './differences/find-differences'
import { matchModules } from './differences/match-modules'
import { readLockedIndex, readLockedPolicies, readPolicyHashes } from './differences/read-locked'
import { refuseEmpty } from './differences/refuse-empty'

/** Whether the workspace can give what a lockfile stands for, and what is in the way. Nothing is changed. @throws AppError VALIDATION for one without modules. */
export const verifyLockfile = verb({
  name: 'verifyLockfile',
  scope: 'read',
  effect: 'read',
  input: verifyLockfileSchema,
  list: verifyLockfileList,
  output: lockfileVerificationSchema,
  run: async ({ workspaceId }, { lockfile }) => {
    refuseEmpty(lockfile)
    const [matches, active, known, index] = await Promise.all([
      matchModules(prisma, workspaceId, lockfile.modules),
      readLockedPolicies(workspaceId),
      readPolicyHashes(workspaceId, lockfile.policies),
      readLockedIndex(workspaceId),
    ])
    const problems = [
      ...findModuleDifferences(matches),
      ...findPolicyDifferences(lockfile.policies, { active, known }),
      ...findIndexDifferences(lockfile.index, index),
      ...findVersionDifference(lockfile.loadout),
    ]
    const missing = matches.filter(({ version }) => version === null).length
    return {
      isReproducible: problems.length === 0,
      isComplete: missing === 0,
      modules: matches.length,
      missing,
      problems: problems.slice(0, LIMITS.lockfileProblems),
      problemCount: problems.length,
    }
  },
})

function findVersionDifference(loadout: string): LockfileProblemDto[] {
  if (loadout === packageJson.version) return []
  const message = `Loadout ${loadout} wrote the lockfile, this is ${packageJson.version}: ranking may differ.`
  return [{ kind: 'loadout', id: null, message }]
}
