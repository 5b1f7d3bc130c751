import type { ComparedContext } from '@/lib/engine'
import { type EffectDto, effectSchema, previewEffectSchema } from '@/lib/schemas/changes/effect'
import { formatComparedSide } from '@/lib/schemas/contexts/compared-side'
import type { Actor } from '@/lib/services/actor'
import { composeOnly } from '@/lib/services/compare/sides/compared-side'
import { type OpenDraft, openDraft } from '@/lib/services/compose/draft/open-draft'
import { runCompare } from '@/lib/services/compose/engine/run-engine'
import { requestAgain } from '@/lib/services/compose/request/request-again'
import { replay } from '@/lib/services/compose/run/replay'
import { verb } from '@/lib/services/verb'
import { sizeOfEffect } from './comparison/compare-query'
import { findBrokenPrefixes } from './comparison/find-broken-prefixes'
import { findMetQuestions, type MetQuestion } from './comparison/find-met-questions'
import { isNotComposed } from './comparison/is-not-composed'

type ChangedContext = EffectDto['changes'][number]

/**
 * What a module's draft does to the contexts that people got: for each of the latest questions that met the module, the
 * context with what is published and with the draft. Nothing is stored.
 * @throws AppError NOT_FOUND without a module or a draft; VALIDATION when it could not be published
 */
export const previewEffect = verb({
  name: 'previewEffect',
  scope: 'read',
  effect: 'read',
  input: previewEffectSchema,
  output: effectSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    const draft = await openDraft(workspaceId, id)
    const { questions } = await findMetQuestions(actor, [id])
    const compared: (ChangedContext | null)[] = []
    let notComposed = 0
    // one after the other: others compose meanwhile
    for (const question of questions) {
      try {
        compared.push(await compareWithDraft(actor, question, draft))
      } catch (error) {
        if (!isNotComposed(error)) throw error
        notComposed++
      }
    }
    const changes = compared.filter((each) => each !== null)
    return {
      moduleId: id,
      hasMet: questions.some(({ hasMet }) => hasMet),
      compared: compared.length,
      unchanged: compared.length - changes.length,
      notComposed,
      prefixes: await findBrokenPrefixes(workspaceId, [{ id, isAlways: draft.module.activation === 'always' }]),
      changes: changes.sort((x, y) => y.size - x.size || (x.compositionId < y.compositionId ? 1 : -1)),
    }
  },
})

/** Null where the model gets the same text. */
async function compareWithDraft(actor: Actor, question: MetQuestion, draft: OpenDraft): Promise<ChangedContext | null> {
  const { moduleId } = draft.module
  const side = { id: question.id, isNow: false, pins: null, excludes: null }
  const { prepared, summary } = await replay(actor, question.id)
  const { conversationId } = summary
  const request = await requestAgain(prepared.request, side)
  const before = await composeOnly(request, { conversationId })
  const after = await composeOnly(request, { draft, conversationId })
  const { isEqual, items, counts, inputTokens } = await runCompare(actor.workspaceId, before, after)
  if (isEqual) return null
  const isSent = ({ trace }: ComparedContext) => trace.spans.some((span) => span.moduleId === moduleId)
  return {
    compositionId: question.id,
    createdAt: question.createdAt.toISOString(),
    query: question.query,
    counts,
    inputTokens,
    isSent: { a: isSent(before), b: isSent(after) },
    size: sizeOfEffect(items),
    a: formatComparedSide({ ...side, isNow: true }),
    b: formatComparedSide({ ...side, draft: moduleId }),
  }
}
