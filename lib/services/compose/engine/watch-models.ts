import { toUnavailable } from '@/lib/db/to-unavailable'
import type { EnginePorts } from '@/lib/engine'
import { log } from '@/lib/log'
import { describeModelFailure } from '@/lib/models/answers/describe-model-failure'

/**
 * The ports, with the calls of models watched. The engine goes on without a model that fails or takes too long; such a
 * composition is not complete and must not be cached. What is no model's failure but a fault of ours stands in the log.
 */
export function watchModels(ports: EnginePorts): { ports: EnginePorts; isComplete: () => boolean } {
  let failed = 0
  let running = 0
  const watch = async <T>(answer: Promise<T>): Promise<T> => {
    running++
    try {
      return await answer
    } catch (error) {
      failed++
      tellUnforeseen(error)
      throw error
    } finally {
      running--
    }
  }
  const { analysis, embedding, reranking, turnVectors } = ports
  const { embedTerms } = embedding ?? {}
  return {
    ports: {
      ...ports,
      ...(analysis && { analysis: { ...analysis, analyze: (...input) => watch(analysis.analyze(...input)) } }),
      ...(embedding && {
        embedding: {
          ...embedding,
          embed: (texts) => watch(embedding.embed(texts)),
          ...(embedTerms && { embedTerms: (terms) => watch((async () => embedTerms(terms))()) }),
        },
      }),
      ...(turnVectors && { turnVectors: { compare: (...input) => watch(turnVectors.compare(...input)) } }),
      ...(reranking && { reranking: { ...reranking, score: (...input) => watch(reranking.score(...input)) } }),
    },
    isComplete: () => failed === 0 && running === 0,
  }
}

function tellUnforeseen(error: unknown): void {
  const isTimeout = error instanceof Error && error.name === 'TimeoutError'
  if (isTimeout || toUnavailable(error) || describeModelFailure(error, 'the model')) return
  log('error', 'a model failed unexpectedly: the context is composed without it', {}, error)
}
