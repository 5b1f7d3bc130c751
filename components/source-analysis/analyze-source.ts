import { chunkMarkdown, loadTokenizer, MODEL_FAMILIES, type NoiseKind } from '@/lib/engine'
import type { SourceAnalysis } from './source-analysis'

/** Counts the tokens of a body and cuts it as it will be cut when it is published. @param keptNoise what the cleaner leaves in */
export async function analyzeSource(body: string, keptNoise: NoiseKind[], isPlain = false): Promise<SourceAnalysis> {
  const tokenizers = await Promise.all(
    MODEL_FAMILIES.map(async (family) => [family, await loadTokenizer(family)] as const),
  )
  const counts = tokenizers.map(([family, tokenizer]) => ({
    family,
    tokens: tokenizer.count(body),
    isExact: tokenizer.isExact,
  }))
  return { counts, chunks: chunkMarkdown(body, { tokenizer: await loadTokenizer('gpt'), keptNoise, isPlain }) }
}
