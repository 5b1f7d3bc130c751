import type { ComposeRequest } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import type { Actor } from '@/lib/services/actor'
import { asksModels } from '@/lib/services/compose/engine/engine-ports'
import type { ResolvedRequest } from '@/lib/services/compose/request/resolve-request'
import { runComposition, type StoredRunOptions } from '@/lib/services/compose/run/run-composition'
import type { Composed, OpenRequest } from './chat-request'
import { findReusableAnswer } from './find-reusable-answer'

/**
 * How the context of a question is composed. If slow models take part, also how it is composed without them.
 * @param isAgain the question is asked again: another answer is wanted than before
 */
export async function openComposing(
  actor: Actor,
  { request, conversationId }: Pick<ResolvedRequest, 'request' | 'conversationId'>,
  isAgain: boolean,
): Promise<Pick<OpenRequest, 'compose' | 'early'>> {
  const compose = async (asked: ComposeRequest, options?: StoredRunOptions) => {
    const { maxOutputTokens, ...composition } = await runComposition(actor, { request: asked, conversationId }, options)
    const reusable = isAgain ? null : await findReusableAnswer(asked, composition)
    return { composition, messages: composition.messages, maxOutputTokens, reusable } satisfies Composed
  }
  const afterMs = request.policy.settings.answers.startAfterMs
  const isEarly = afterMs > 0 && (await asksModels(request))
  return {
    compose: (options) => compose(request, options),
    ...(isEarly
      ? { early: { afterMs, composeByWords: () => compose(byWords(request, afterMs), { isByWords: true }) } }
      : {}),
  }
}

/** The request for the context found by words alone, with a warning that says why it holds less. */
function byWords(request: ComposeRequest, afterMs: number): ComposeRequest {
  const ms = afterMs.toLocaleString('en')
  const warning = `searched by words alone: the models that search or rerank had not answered after ${ms} ms`
  return { ...request, id: newId('cmp'), warnings: [...(request.warnings ?? []), warning] }
}
