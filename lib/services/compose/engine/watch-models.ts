import type { EnginePorts } from '@/lib/engine'

/**
 * The ports, with the calls of models watched. The engine goes on without a model that fails or takes too long; such a
 * composition is not complete and must not be cached.
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
      throw error
    } finally {
      running--
    }
  }
  const { analysis, embedding, reranking } = ports
  return {
    ports: {
      ...ports,
      ...(analysis && { analysis: { ...analysis, analyze: (...input) => watch(analysis.analyze(...input)) } }),
      ...(embedding && { embedding: { ...embedding, embed: (texts) => watch(embedding.embed(texts)) } }),
      ...(reranking && { reranking: { ...reranking, score: (...input) => watch(reranking.score(...input)) } }),
    },
    isComplete: () => failed === 0 && running === 0,
  }
}
