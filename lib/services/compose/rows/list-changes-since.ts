import { prisma } from '@/lib/db/client'
import { findEntries } from '@/lib/db/releases/release-entries'
import type { Trace } from '@/lib/engine'
import type { AbsenceDto, CompositionSummaryDto } from '@/lib/schemas/contexts/composition'

type Since = { trace: Trace; summary: CompositionSummaryDto }

/**
 * Changes since a composition to the modules that it sent, to its policy, and to the module that is asked about. Other
 * changes in the workspace are not listed.
 *
 * @param askedId a module that is not among the candidates
 */
export async function listChangesSince(
  workspaceId: string,
  { trace, summary }: Since,
  askedId?: string,
): Promise<AbsenceDto['changes']> {
  const sent = new Map(
    trace.candidates.filter(({ fate }) => fate === 'included').map(({ moduleId, version }) => [moduleId, version]),
  )
  const ids = [...sent.keys(), ...(askedId === undefined ? [] : [askedId])]
  const [entries, policy, asked] = await Promise.all([
    findEntries(workspaceId, trace.releaseId, ids),
    prisma.policy.findUnique({
      where: { workspaceId_id: { workspaceId, id: summary.policy.id } },
      select: { activeVersion: true },
    }),
    askedId === undefined
      ? null
      : prisma.module.findUnique({
          where: { workspaceId_id: { workspaceId, id: askedId } },
          select: { archivedAt: true },
        }),
  ])
  const entryOf = new Map(entries.map((entry) => [entry.moduleId, entry]))
  const changes: AbsenceDto['changes'] = []
  for (const [id, from] of sent) {
    const to = entryOf.get(id)?.version ?? null
    if (to !== from) changes.push({ kind: 'module', id, from, to })
  }
  const entry = askedId === undefined ? undefined : entryOf.get(askedId)
  const isArchivedSince = asked?.archivedAt != null && asked.archivedAt.toISOString() > summary.createdAt
  if (askedId !== undefined && (isArchivedSince || (entry && entry.addedAtRevision > summary.revision))) {
    changes.push({ kind: 'module', id: askedId, from: null, to: entry?.version ?? null })
  }
  const { id, version: from } = summary.policy
  const to = policy?.activeVersion ?? null
  if (to !== from) changes.push({ kind: 'policy', id, from, to })
  return changes
}
