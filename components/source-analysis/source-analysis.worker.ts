import { chunkMarkdown, loadTokenizer, MODEL_FAMILIES } from '@/lib/engine'
import type { AnalysisRequest, AnalysisResponse, SourceAnalysis } from './source-analysis'

async function analyzeSource(body: string): Promise<SourceAnalysis> {
  const tokenizers = await Promise.all(
    MODEL_FAMILIES.map(async (family) => [family, await loadTokenizer(family)] as const),
  )
  const counts = tokenizers.map(([family, tokenizer]) => ({
    family,
    tokens: tokenizer.count(body),
    isExact: tokenizer.isExact,
  }))
  return { counts, chunks: chunkMarkdown(body, { tokenizer: await loadTokenizer('gpt') }) }
}

self.onmessage = async ({ data: { sequence, body } }: MessageEvent<AnalysisRequest>) => {
  let response: AnalysisResponse
  try {
    response = { sequence, ok: true, analysis: await analyzeSource(body) }
  } catch {
    response = { sequence, ok: false }
  }
  self.postMessage(response)
}
