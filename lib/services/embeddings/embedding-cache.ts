import { LRUCache } from 'lru-cache'

const MAX_BYTES = 64 * 1024 * 1024
const ENTRY_BYTES = 200

type TextToEmbed = { hash: string; text: string }

// Next loads this module more than once in one process
const shared = globalThis as typeof globalThis & { __loadoutEmbeddings?: LRUCache<string, Float32Array> }

function vectors(): LRUCache<string, Float32Array> {
  shared.__loadoutEmbeddings ??= new LRUCache({
    maxSize: MAX_BYTES,
    sizeCalculation: (vector) => vector.byteLength + ENTRY_BYTES,
  })
  return shared.__loadoutEmbeddings
}

const counters = { hits: 0, misses: 0, savedMs: 0, spentMs: 0 }

/** Vectors by content hash and model, so that the same text is not embedded twice. */
export function embeddingCacheStats() {
  const { hits, misses, savedMs } = counters
  const cache = vectors()
  const size = cache.calculatedSize ?? 0
  return { name: 'embeddings', hits, misses, size, maxSize: MAX_BYTES, entries: cache.size, savedMs }
}

/**
 * Vectors of the texts, of which only those that are not remembered are embedded, each once.
 *
 * @param model names all that the vectors depend on besides the text
 */
export async function embedCached(
  model: string,
  texts: TextToEmbed[],
  embed: (texts: string[]) => Promise<ArrayLike<number>[]>,
): Promise<Float32Array[]> {
  const cache = vectors()
  const keyOf = (hash: string) => `${model}\0${hash}`
  const found = new Map<string, Float32Array>()
  const missing = new Map<string, string>()
  for (const { hash, text } of texts) {
    const known = cache.get(keyOf(hash))
    if (known) found.set(hash, known)
    else missing.set(hash, text)
  }
  if (missing.size > 0) {
    const start = performance.now()
    const embedded = await embed([...missing.values()])
    counters.spentMs += performance.now() - start
    counters.misses += missing.size
    for (const [i, hash] of [...missing.keys()].entries()) {
      const vector = embedded[i]
      if (!vector) throw new Error(`${model} returned ${embedded.length} vectors for ${missing.size} texts`)
      const kept = Float32Array.from(vector)
      cache.set(keyOf(hash), kept)
      found.set(hash, kept)
    }
  }
  const hits = texts.length - missing.size
  counters.hits += hits
  if (counters.misses > 0) counters.savedMs += hits * (counters.spentMs / counters.misses)
  return texts.map(({ hash }) => found.get(hash) ?? new Float32Array())
}
