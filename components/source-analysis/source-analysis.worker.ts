import { analyzeSource } from './analyze-source'
import type { AnalysisRequest, AnalysisResponse } from './source-analysis'

self.onmessage = async ({ data: { sequence, body, keptNoise, isPlain } }: MessageEvent<AnalysisRequest>) => {
  let response: AnalysisResponse
  try {
    response = { sequence, ok: true, analysis: await analyzeSource(body, keptNoise, isPlain) }
  } catch {
    response = { sequence, ok: false }
  }
  self.postMessage(response)
}
