import type { UnpricedQuery } from '@/lib/schemas/changes/change-effect'
import { formatComparedSide } from '@/lib/schemas/contexts/compared-side'
import type { Actor } from '@/lib/services/actor'
import { composeOnly } from '@/lib/services/compare/sides/compared-side'
import { runCompare } from '@/lib/services/compose/engine/run-engine'
import { requestAgain } from '@/lib/services/compose/request/request-again'
import { replay } from '@/lib/services/compose/run/replay'
import { toChangedContext } from './compare-query'
import type { Composing } from './composing'
import type { MetQuestion } from './find-met-questions'
import { isNotComposed } from './is-not-composed'

type Sides = { before: Composing; after: Composing }

/** What becomes of the context of a question that somebody asked from one to the other. */
export async function compareQuestion(
  actor: Actor,
  question: MetQuestion,
  { before, after }: Sides,
): Promise<UnpricedQuery | 'unchanged' | 'notComposed'> {
  const side = { id: question.id, isNow: true, pins: null, excludes: null }
  const named = ({ releaseId, at, policy }: Composing) => ({
    ...{ ...side, policy },
    ...(at === undefined ? { release: releaseId } : { at }),
  })
  const [a, b] = [named(before), named(after)]
  try {
    const { prepared, summary } = await replay(actor, question.id)
    const { conversationId } = summary
    const published = await composeOnly(await requestAgain(prepared.request, { ...a, release: before.releaseId }), {
      conversationId,
    })
    const changed = await composeOnly(await requestAgain(prepared.request, { ...b, release: after.releaseId }), {
      conversationId,
    })
    const comparison = await runCompare(actor.workspaceId, published, changed)
    if (comparison.isEqual) return 'unchanged'
    const { model } = changed.usage
    const told = { queryId: question.id, query: question.query, model, broken: [], mended: [] }
    return { ...told, ...toChangedContext(comparison), a: formatComparedSide(a), b: formatComparedSide(b) }
  } catch (error) {
    if (isNotComposed(error)) return 'notComposed'
    throw error
  }
}
