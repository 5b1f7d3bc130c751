import { compareCandidates } from '@/lib/engine'
import { costOf, pricesOf } from '@/lib/indexing/providers/book-call'
import { listProviderRows, pickModel } from '@/lib/indexing/providers/find-model'
import { compareCompositionsSchema, comparisonSchema } from '@/lib/schemas/contexts/comparison'
import { runCompare } from '@/lib/services/compose/engine/run-engine'
import { verb } from '@/lib/services/verb'
import { loadComparedSide } from './sides/compared-side'
import { nameSide } from './sides/name-side'

/**
 * The difference of two composed contexts: of two compositions as they were sent, or of questions composed once more with
 * other pins, a draft, a policy or a model. Nothing is stored.
 * @throws AppError NOT_FOUND for what the actor may not see; BudgetExceededError when mandatory content does not fit.
 */
export const compareCompositions = verb({
  name: 'compareCompositions',
  scope: 'read',
  effect: 'read',
  input: compareCompositionsSchema,
  output: comparisonSchema,
  run: async ({ actor, workspaceId }, { a, b }) => {
    const left = await loadComparedSide(actor, a)
    const right = await loadComparedSide(actor, b)
    const difference = await runCompare(workspaceId, left.context, right.context)
    const named = (side: typeof left) => nameSide(workspaceId, side.about)
    const providers = await listProviderRows(workspaceId)
    const cost = (side: 'a' | 'b', cachedTokens: number) => {
      const { model } = (side === 'a' ? left : right).about
      const counted = { inputTokens: difference.inputTokens[side], cachedTokens, outputTokens: 0 }
      return costOf(counted, pricesOf(pickModel(providers, model)))
    }
    return {
      ...difference,
      candidates: compareCandidates(left.context, right.context),
      inputUsd: { a: cost('a', 0), b: cost('b', 0) },
      cachedInputUsd: { a: cost('a', difference.prefix.a), b: cost('b', difference.prefix.b) },
      a: await named(left),
      b: await named(right),
    }
  },
})
