import type { LanguageModelV4 } from '@ai-sdk/provider'

/** The same model, asked in another way. */
export function wrapModel(
  { specificationVersion, provider, modelId, supportedUrls }: LanguageModelV4,
  calls: Pick<LanguageModelV4, 'doGenerate' | 'doStream'>,
): LanguageModelV4 {
  return { specificationVersion, provider, modelId, supportedUrls, ...calls }
}
