import type { TextStreamPart, ToolSet } from 'ai'
import { cutText } from '@/lib/engine'
import { type Source, sourceKey } from '@/lib/schemas/conversations/source'
import { LIMITS } from '@/lib/schemas/limits'
import { clean } from './clean-text'

type SourcePart = Extract<TextStreamPart<ToolSet>, { type: 'source' }>

/** The sources that a model names while it answers, each once, in the order in which they came; of very many the first. */
export class Sources {
  readonly #sources = new Map<string, Source>()

  get all(): Source[] {
    return [...this.#sources.values()]
  }

  /** @returns the source that a part of the stream names, unless it is known already or one too many */
  take(part: SourcePart): Source | undefined {
    const source = toSource(part)
    return this.add(source) ? source : undefined
  }

  add(source: Source): boolean {
    const key = sourceKey(source)
    if (key === '' || this.#sources.has(key) || this.#sources.size >= LIMITS.sources) return false
    this.#sources.set(key, source)
    return true
  }
}

/** Those of several calls. */
export function joinSources(lists: readonly (readonly Source[] | undefined)[]): Source[] {
  const sources = new Sources()
  for (const source of lists.flatMap((list) => list ?? [])) sources.add(source)
  return sources.all
}

function toSource(part: SourcePart): Source {
  const title = toTitle(part.title || (part.sourceType === 'document' ? (part.filename ?? '') : ''))
  if (part.sourceType === 'document') return { title }
  const { url } = part
  const address = cutText(clean(url), LIMITS.sourceAddressLength)
  return { title, address, ...(url.length > LIMITS.sourceAddressLength ? { isCut: true } : {}) }
}

function toTitle(text: string): string {
  if (text.length <= LIMITS.sourceTitleLength) return clean(text)
  return `${cutText(clean(text), LIMITS.sourceTitleLength - 1)}…`
}
