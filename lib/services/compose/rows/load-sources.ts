import { prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import { type CandidateModule, PRIORITIES, versionKey } from '@/lib/engine'
import type { Sources, StoredPrepared } from '@/lib/texts/tasks/stored-prepared'

async function loadVersions(workspaceId: string, { candidates }: StoredPrepared): Promise<Sources['versions']> {
  const wanted = new Map(
    candidates.map(({ moduleId, version }) => [versionKey({ moduleId, version }), { moduleId, version }]),
  )
  if (wanted.size === 0) return new Map()
  const rows = await prisma.moduleVersion.findMany({
    where: { workspaceId, OR: [...wanted.values()].flatMap(namesOf) },
    select: {
      moduleId: true,
      version: true,
      candidateVersion: true,
      versionLabel: true,
      name: true,
      description: true,
      category: true,
      tags: true,
      priority: true,
      createdAt: true,
      body: true,
      dependencies: { select: { dependencyId: true }, orderBy: { ordinal: 'asc' } },
    },
  })
  return new Map(
    rows.map(({ body, createdAt, candidateVersion, versionLabel, category, priority, dependencies, ...row }) => {
      const module: CandidateModule = {
        ...row,
        ...(versionLabel === null ? {} : { versionLabel }),
        ...(category === null ? {} : { category }),
        priority: oneOf(PRIORITIES, priority),
        lastUpdated: createdAt.toISOString().slice(0, 10),
        dependencies: dependencies.map(({ dependencyId }) => dependencyId),
      }
      // a context composed of a candidate version names the version as it was then
      const isNamed = candidateVersion === null || wanted.has(versionKey(row))
      const version = isNamed ? row.version : candidateVersion
      return [versionKey({ ...row, version }), { module: { ...module, version }, body, createdAt }]
    }),
  )
}

/** A candidate version gets another number when it is merged. */
function namesOf({ moduleId, version }: { moduleId: string; version: number }) {
  return version < 0
    ? [
        { moduleId, version },
        { moduleId, candidateVersion: version },
      ]
    : [{ moduleId, version }]
}

/** Reads what a stored context refers to. */
export async function loadSources(
  workspaceId: string,
  stored: StoredPrepared,
  conversationId: string | null,
): Promise<Sources> {
  const { turns, summaries, stated = [], profile } = stored.request
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)
  const summaryIds = [...new Set(stored.candidates.flatMap(({ summaryId }) => summaryId ?? []))]
  const ofConversation = { workspaceId, conversationId: conversationId ?? '' }
  const [versions, messages, texts, facts, moduleSummaries, statements] = await Promise.all([
    loadVersions(workspaceId, stored),
    turns.every(({ content }) => content !== undefined)
      ? []
      : prisma.conversationMessage.findMany({
          where: { ...ofConversation, id: { in: idsOf(turns) } },
          select: { id: true, content: true },
        }),
    summaries.length === 0
      ? []
      : prisma.conversationSummary.findMany({
          where: { ...ofConversation, id: { in: idsOf(summaries) } },
          select: { id: true, text: true },
        }),
    profile
      ? prisma.profileFact.findMany({
          where: { workspaceId, profileId: profile.id, id: { in: idsOf(profile.facts) } },
          select: { id: true, key: true, value: true },
        })
      : [],
    summaryIds.length === 0
      ? []
      : prisma.summary.findMany({ where: { workspaceId, id: { in: summaryIds } }, select: { id: true, text: true } }),
    stated.every(({ text }) => text !== undefined)
      ? []
      : prisma.statedFact.findMany({
          where: { ...ofConversation, id: { in: idsOf(stated) } },
          select: { id: true, text: true },
        }),
  ])
  return {
    versions,
    turns: new Map(messages.map(({ id, content }) => [id, content])),
    summaries: new Map(texts.map(({ id, text }) => [id, text])),
    stated: new Map(statements.map(({ id, text }) => [id, text])),
    moduleSummaries: new Map(moduleSummaries.map(({ id, text }) => [id, text])),
    facts: new Map(facts.map(({ id, key, value }) => [id, { key, value }])),
  }
}
