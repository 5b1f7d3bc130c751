import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/release'
import { changeEffectSchema, compareEffects, previewChangeEffectSchema } from '@/lib/schemas/change-effect'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { findBrokenPrefixes } from '@/lib/services/effect/find-broken-prefixes'
import { findMetQuestions } from '@/lib/services/effect/find-met-questions'
import { loadCheckedState } from '@/lib/services/query-sets/checked-state'
import { readRevision } from '@/lib/services/query-sets/continue-run'
import { requireSetIn } from '@/lib/services/query-sets/find-set-in'
import { verb } from '@/lib/services/verb'
import { compareQuery } from './compare-query'
import { compareQuestion } from './compare-question'
import { hasEnded, requireChange } from './find-change-request'

/**
 * What a change request does to the contexts of a query set, or of the latest questions that met its modules: each composed
 * with production and with the change. It works for a moment; `next` says where to go on. Nothing is stored.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended
 */
export const previewChangeEffect = verb({
  name: 'previewChangeEffect',
  scope: 'read',
  effect: 'read',
  input: previewChangeEffectSchema,
  output: changeEffectSchema,
  run: async ({ actor, workspaceId }, { number, querySet, from }) => {
    const { releaseId, status, edits } = await requireChange(workspaceId, number)
    if (releaseId === null) throw hasEnded(number, status)
    const releases = { before: releaseOf(workspaceId).releaseId, after: releaseId }
    const revisions = {
      a: await readRevision(workspaceId, releases.before),
      b: await readRevision(workspaceId, releases.after),
    }
    const work = querySet
      ? await compareSet(actor, querySet, { releases, revisions })
      : await compareQuestions(
          actor,
          edits.map(({ moduleId }) => moduleId),
          releases,
        )
    const start = performance.now()
    const compared: Awaited<ReturnType<(typeof work)[number]>>[] = []
    // one after the other: others compose meanwhile
    for (const compare of work.slice(from)) {
      if (compared.length > 0 && performance.now() - start > LIMITS.checkSliceMs) break
      compared.push(await compare())
    }
    const done = from + compared.length
    const changes = compared.flatMap((each) => (typeof each === 'string' ? [] : [each]))
    return {
      from,
      next: done < work.length ? done : null,
      total: work.length,
      unchanged: compared.filter((each) => each === 'unchanged').length,
      notComposed: compared.filter((each) => each === 'notComposed').length,
      revisions,
      prefixes: from === 0 ? await findBroken(workspaceId, releaseId, edits) : null,
      changes: changes.sort(compareEffects),
    }
  },
})

/** Of the edited modules those that are always on, in the contexts of late or with the change. */
async function findBroken(workspaceId: string, releaseId: string, edits: { moduleId: string }[]) {
  const ids = edits.map(({ moduleId }) => moduleId)
  const always = await prisma.releaseEntry.findMany({
    where: { workspaceId, releaseId, moduleId: { in: ids }, moduleVersion: { activation: 'always' } },
    select: { moduleId: true },
  })
  const alwaysIds = new Set(always.map(({ moduleId }) => moduleId))
  return findBrokenPrefixes(
    workspaceId,
    ids.map((id) => ({ id, isAlways: alwaysIds.has(id) })),
  )
}

type Releases = { before: string; after: string }
type Work = (() => ReturnType<typeof compareQuery>)[]

async function compareSet(
  actor: Actor,
  querySetId: string,
  { releases, revisions }: { releases: Releases; revisions: { a: number; b: number } },
): Promise<Work> {
  const { workspaceId } = actor
  const { queries, setRevision } = await requireSetIn(workspaceId, querySetId, releases.after)
  const asked = { querySetId, queries }
  const after = await loadCheckedState(workspaceId, { ...asked, releaseId: releases.after, revision: revisions.b })
  const published = { ...asked, releaseId: releases.before, revision: revisions.a }
  // both for the same day: only the change may make a difference
  const before = { ...(await loadCheckedState(workspaceId, published)), day: after.day }
  return queries.map(
    (query) => () => compareQuery(actor, query, { querySetId, before, after, isProposed: setRevision < 0 }),
  )
}

async function compareQuestions(actor: Actor, moduleIds: string[], releases: Releases): Promise<Work> {
  const questions = await findMetQuestions(actor, moduleIds)
  return questions.map((question) => () => compareQuestion(actor, question, releases))
}
