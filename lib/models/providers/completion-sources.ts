import type { LanguageModelV4, LanguageModelV4Source, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { wrapModel } from './wrap-model'

type NamedPage = { url: string; title?: string }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** An address alone, or an object that has one. */
function toPage(value: unknown): NamedPage | undefined {
  const { url, title } = isObject(value) ? value : { url: value, title: undefined }
  if (typeof url !== 'string' || url === '') return undefined
  return { url, ...(typeof title === 'string' ? { title } : {}) }
}

/** The page that an annotation of an answer's words cites, whoever wrote it. */
export const toCitation = (annotation: unknown) =>
  isObject(annotation) && annotation.type === 'url_citation' ? toPage(annotation.url_citation ?? annotation) : undefined

/**
 * The pages that one piece of a stream of chat completions names: as citations of its text, which OpenRouter and others
 * send, or as a list beside it, which search engines do; the one with titles first.
 */
function pagesOf(chunk: unknown): NamedPage[] {
  if (!isObject(chunk)) return []
  const pages: (NamedPage | undefined)[] = []
  for (const choice of listOf(chunk.choices)) {
    if (!isObject(choice)) continue
    for (const words of [choice.delta, choice.message]) {
      if (isObject(words)) pages.push(...listOf(words.annotations).map(toCitation))
    }
  }
  for (const list of [chunk.search_results, chunk.citations]) pages.push(...listOf(list).map(toPage))
  return pages.filter((page) => page !== undefined)
}

/** A model of chat completions whose stream tells the pages that its server names, each once. */
export function withCompletionSources(model: LanguageModelV4): LanguageModelV4 {
  return wrapModel(model, {
    doGenerate: (options) => model.doGenerate(options),
    async doStream(options) {
      const { stream, ...rest } = await model.doStream({ ...options, includeRawChunks: true })
      const told = new Set<string>()
      const reader = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
        transform(part, controller) {
          if (part.type !== 'raw') return controller.enqueue(part)
          for (const page of pagesOf(part.rawValue)) {
            if (told.has(page.url)) continue
            told.add(page.url)
            const source: LanguageModelV4Source = {
              type: 'source',
              sourceType: 'url',
              id: `source-${told.size}`,
              ...page,
            }
            controller.enqueue(source)
          }
        },
      })
      return { ...rest, stream: stream.pipeThrough(reader) }
    },
  })
}
