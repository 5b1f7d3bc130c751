import { prisma } from '@/lib/db/client'
import { changeRefSchema } from '@/lib/schemas/changes/change-inputs'
import { type ChangeRequestDto, changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import { verb } from '@/lib/services/verb'
import { requireChange } from './reading/find-change-request'
import { findDependencyProblems } from './reading/find-dependency-problems'
import { queueCheckChange } from './reviews/queue-check-change'

/**
 * A change request with its edits, without their texts. Whoever looks at one whose checks are of an earlier state has them
 * run again, in the background.
 * @throws AppError NOT_FOUND
 */
export const getChangeRequest = verb({
  name: 'getChangeRequest',
  scope: 'read',
  effect: 'read',
  input: changeRefSchema,
  output: changeRequestSchema,
  run: async ({ workspaceId }, { number }) => {
    const change = await requireChange(workspaceId, number)
    const { status, checksState } = change
    if (status === 'open' && (checksState === 'earlier' || checksState === 'unrun')) {
      void queueCheckChange(workspaceId, number)
    }
    return { ...change, ...(await findProblems(workspaceId, change)) }
  },
})

/** None of one that is being filled: what is to come may mend them. */
async function findProblems(
  workspaceId: string,
  { number, releaseId, target, edits, filling }: ChangeRequestDto,
): Promise<Pick<ChangeRequestDto, 'cycle' | 'warnings'>> {
  if (releaseId === null || filling?.isActive) return { cycle: null, warnings: [] }
  const moduleIds = edits.map(({ moduleId }) => moduleId)
  const asked = { number, releaseId, target, moduleIds }
  const { cycle, missing } = await findDependencyProblems(prisma, workspaceId, asked)
  if (target.isProduction) return { cycle, warnings: atMost(missing) }
  return { cycle: null, warnings: atMost(cycle === null ? missing : [cycle, ...missing]) }
}

function atMost(warnings: string[]): string[] {
  const told = warnings.slice(0, LIMITS.changeWarnings)
  const left = warnings.length - told.length
  return left === 0 ? told : [...told, `And ${left} more.`]
}
