import {
  assembleContext,
  type Candidate,
  type ComposedContext,
  type EnginePorts,
  type PolicySettings,
  type PreparedContext,
  prepareContext,
  type Span,
  summarizeMarkdown,
} from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import type { ModelFamily } from '@/lib/engine/vocabulary/types'
import type { ContextSet } from './load-tasks'
import type { Sent } from './rate-task'

const MODEL = { id: 'bench', contextWindow: 200_000, maxOutputTokens: 8_000 }

/** The modules as a release in memory, with vectors fitted to them, unless they are few, and summaries of what is long. */
export async function openPorts(
  { modules, isSmall }: ContextSet,
  tokenizer: EnginePorts['tokenizer'],
): Promise<EnginePorts> {
  const counted = modules.map((module) => ({ ...module, tokenCount: tokenizer.count(module.body) }))
  const { retrieval, embedding } = await createInMemoryRetrieval(counted, {
    tokenizer,
    ...(isSmall ? {} : { embedding: 'lsa' as const }),
  })
  const summaries = new Map(
    counted.map(({ moduleId, version, body }) => [
      moduleId,
      summarizeMarkdown(body, tokenizer).map((summary, at) => {
        return { ...summary, moduleId, version, summaryId: `${moduleId}/${at}` }
      }),
    ]),
  )
  const getSummaries = async (ids: string[]) => ids.flatMap((id) => summaries.get(id) ?? [])
  return { retrieval: { ...retrieval, getSummaries }, ...(embedding ? { embedding } : {}), tokenizer, now: () => 0 }
}

export function prepareFor(query: string, ports: EnginePorts, settings: PolicySettings): Promise<PreparedContext> {
  const policy = { id: 'default', version: 1, settings }
  return prepareContext(sampleRequest({ query, model: { ...MODEL, family: 'gpt' }, policy }), ports)
}

/** As the default policy does, with so many tokens for knowledge. */
export function assembleAt(
  prepared: PreparedContext,
  tokens: number,
  tokenizer: EnginePorts['tokenizer'],
  family: ModelFamily = 'gpt',
): ComposedContext {
  const { settings } = prepared.request.policy
  const knowledge = { share: 0, min: tokens, max: tokens, grow: 0, priority: 3 }
  const sections = { ...settings.budget.sections, knowledge }
  const policy = { ...prepared.request.policy, settings: { ...settings, budget: { ...settings.budget, sections } } }
  const request = { ...prepared.request, model: { ...MODEL, family }, policy }
  return assembleContext({ ...prepared, request }, tokenizer)
}

export function sentOf({ messages, trace }: ComposedContext): Sent[] {
  return knowledgeOf(trace.spans).flatMap(({ messageIndex, start, end, ...span }) => {
    if (span.resolution === 'summary' || span.sourceStart === undefined) return []
    const text = messages[messageIndex]!.content.slice(start, end)
    return [{ documentId: span.moduleId!, start: span.sourceStart, end: span.sourceEnd!, text }]
  })
}

/** Tokens of the knowledge, and of them those that are no text of a module. */
export function countKnowledge({ trace }: ComposedContext): { tokens: number; markup: number } {
  const spans = knowledgeOf(trace.spans)
  const sum = (some: Span[]) => some.reduce((total, { tokens }) => total + tokens, 0)
  return { tokens: sum(spans), markup: sum(spans.filter(({ origin }) => origin === 'format')) }
}

/** Texts in the order of their rank, those left out that do not fit any more. */
export function fill(
  ranked: Pick<Candidate, 'module' | 'startOffset' | 'endOffset' | 'text' | 'tokens'>[],
  room: number,
): Sent[] {
  let left = room
  return ranked.flatMap(({ module, startOffset, endOffset, text, tokens }) => {
    if (tokens > left) return []
    left -= tokens
    return [{ documentId: module.moduleId, start: startOffset, end: endOffset, text }]
  })
}

const knowledgeOf = (spans: Span[]) => spans.filter(({ section }) => section === 'knowledge')
