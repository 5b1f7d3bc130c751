import { prisma } from '@/lib/db/client'
import { eraseCompositions } from '@/lib/db/compositions/erase-compositions'
import { eraseConversations } from '@/lib/db/compositions/erase-conversations'
import type { Retained } from '@/lib/schemas/workspaces/retention'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { queueNextRetention } from './rules/queue-retention'
import { readRetention } from './rules/read-retention'
import { dueConversations, endOf, lastDueAuditEvent } from './rules/what-is-due'

/** Rows of one transaction; a conversation has many more below it. */
const BATCH = 500
const CONVERSATIONS_AT_ONCE = 20

type Scope = { workspaceId: string; before: Date }
/** Deletes a batch and says how many rows of each store went; nothing when none was due. */
type Sweep = (scope: Scope) => Promise<Partial<Record<string, number>>>

const SWEEPS: Record<Retained, Sweep> = {
  conversations: sweepConversations,
  compositions: sweepCompositions,
  interactions: sweepInteractions,
  modelCalls: sweepModelCalls,
  auditEvents: sweepAuditEvents,
}

/**
 * Deletes what a workspace keeps no longer, batch by batch, and comes back for the rest some hours later. The receipt is an
 * entry of the audit log: how many rows went, per store.
 */
export async function applyRetention(workspaceId: string, signal: AbortSignal, now = Date.now()): Promise<void> {
  const retention = await readRetention(workspaceId)
  const removed: Record<string, number> = {}
  try {
    for (const [kind, sweep] of Object.entries(SWEEPS)) {
      const before = endOf(retention[kind as Retained], now)
      if (before) await sweepAll(sweep, { workspaceId, before }, { removed, signal })
    }
  } finally {
    if (Object.keys(removed).length > 0) {
      const actor = { kind: 'system', workspaceId, name: 'Loadout' } as const
      await recordAudit(prisma, actor, { action: 'retention.applied', detail: removed })
    }
  }
  if (Object.values(retention).some((days) => days !== null)) await queueNextRetention(workspaceId)
}

type Progress = { removed: Record<string, number>; signal: AbortSignal }

async function sweepAll(sweep: Sweep, scope: Scope, { removed, signal }: Progress): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const gone = Object.entries(await sweep(scope)).filter(([, count]) => count)
    if (gone.length === 0) return
    for (const [store, count = 0] of gone) removed[store] = (removed[store] ?? 0) + count
  }
}

async function sweepConversations({ workspaceId, before }: Scope) {
  const where = dueConversations(workspaceId, before)
  const due = await prisma.conversation.findMany({ where, select: { id: true }, take: CONVERSATIONS_AT_ONCE })
  if (due.length === 0) return {}
  const ids = due.map(({ id }) => id)
  // whatever somebody wrote in meanwhile stays
  return prisma.$transaction((tx) => eraseConversations(tx, workspaceId, ids, where))
}

async function sweepCompositions({ workspaceId, before }: Scope) {
  const where = { workspaceId, createdAt: { lt: before } }
  const due = await prisma.composition.findMany({ where, select: { id: true }, take: BATCH })
  const ids = due.map(({ id }) => id)
  if (ids.length === 0) return {}
  return { compositions: await prisma.$transaction((tx) => eraseCompositions(tx, { workspaceId, id: { in: ids } })) }
}

async function sweepInteractions({ workspaceId, before }: Scope) {
  const where = { workspaceId, createdAt: { lt: before } }
  const due = await prisma.profileInteraction.findMany({ where, select: { profileId: true, id: true }, take: BATCH })
  if (due.length === 0) return {}
  const [profileIds, ids] = [due.map(({ profileId }) => profileId), due.map(({ id }) => id)]
  const these = { profileId: { in: profileIds }, id: { in: ids } }
  const { count } = await prisma.profileInteraction.deleteMany({ where: { ...where, ...these } })
  return { interactions: count }
}

async function sweepModelCalls({ workspaceId, before }: Scope) {
  const where = { workspaceId, at: { lt: before } }
  const due = await prisma.modelCall.findMany({ where, select: { id: true }, take: BATCH })
  const ids = due.map(({ id }) => id)
  const { count } = await prisma.modelCall.deleteMany({ where: { workspaceId, id: { in: ids } } })
  return { modelCalls: count }
}

/** Takes the beginning of the chain away, and notes where the rest goes on from. */
async function sweepAuditEvents({ workspaceId, before }: Scope) {
  const last = await lastDueAuditEvent(workspaceId, before)
  if (!last) return {}
  const { sequence, hash } = last
  const [{ count }] = await prisma.$transaction([
    prisma.auditEvent.deleteMany({ where: { workspaceId, sequence: { lte: sequence } } }),
    prisma.auditChain.update({
      where: { workspaceId },
      data: { removedThrough: sequence, removedHash: hash },
      select: { workspaceId: true },
    }),
  ])
  return { auditEvents: count }
}
