import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type LimitKind, saveUsageLimitSchema, usageLimitListSchema } from '@/lib/schemas/workspaces/usage-limit'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readLimits } from './rules/read-limits'

type Where = { workspaceId: string; kind: LimitKind; subjectId: string }

async function isKnown(tx: Transaction, { workspaceId, kind, subjectId }: Where): Promise<boolean> {
  if (subjectId === '') return true
  const found =
    kind === 'key'
      ? await tx.apiKey.count({ where: { workspaceId, id: subjectId } })
      : await tx.member.count({ where: { organizationId: workspaceId, userId: subjectId } })
  return found > 0
}

/**
 * Sets, changes or removes what a member or key, or each of them, may use of the providers' models. It holds from the next
 * call on.
 * @throws AppError NOT_FOUND
 */
export const saveUsageLimit = verb({
  name: 'saveUsageLimit',
  scope: 'admin',
  effect: 'write',
  input: saveUsageLimitSchema,
  output: usageLimitListSchema,
  run: async ({ actor, workspaceId }, { kind, subjectId, limit }) => {
    const where = { workspaceId, kind, subjectId: subjectId ?? '' }
    await prisma.$transaction(async (tx) => {
      if (limit && !(await isKnown(tx, where))) {
        const entity = kind === 'key' ? 'API key' : 'member'
        throw new AppError('NOT_FOUND', `There is no such ${entity}.`, { entity, id: where.subjectId })
      }
      const before = await tx.usageLimit.findUnique({
        where: { workspaceId_kind_subjectId: where },
        select: { period: true, maxTokens: true, maxCostUsd: true },
      })
      if (limit) {
        await tx.usageLimit.upsert({
          where: { workspaceId_kind_subjectId: where },
          create: { ...where, ...limit },
          update: limit,
          select: { kind: true },
        })
      } else await tx.usageLimit.deleteMany({ where })
      const change = { before: { ...before }, after: { ...limit }, detail: { kind } }
      await recordAudit(tx, actor, { action: 'usageLimit.changed', target: subjectId ?? kind, ...change })
    })
    const items = await readLimits(workspaceId)
    return { items, total: items.length, nextCursor: null }
  },
})
