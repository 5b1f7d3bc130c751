import { openCache } from '@/lib/measured-cache'

const MAX_BYTES = 64 * 1024 * 1024

type TextToEmbed = { hash: string; text: string }
type Entry = { vector: Float32Array; ms: number }

const cache = openCache<Entry>('embedding', { maxBytes: MAX_BYTES, sizeOf: ({ vector }) => vector.byteLength })

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
  const found = new Map<string, Float32Array>()
  const missing = new Map<string, string>()
  for (const { hash, text } of texts) {
    const known = found.has(hash) || missing.has(hash) ? undefined : cache.get(`${model}\0${hash}`)
    if (known) {
      found.set(hash, known.vector)
      cache.countSaved(known.ms)
    } else if (!found.has(hash)) missing.set(hash, text)
  }
  if (missing.size > 0) {
    const start = performance.now()
    const embedded = await embed([...missing.values()])
    const ms = (performance.now() - start) / missing.size
    for (const [i, hash] of [...missing.keys()].entries()) {
      const values = embedded[i]
      if (!values) throw new Error(`${embedded.length} vectors came back for ${missing.size} texts`)
      const vector = Float32Array.from(values)
      cache.set(`${model}\0${hash}`, { vector, ms })
      found.set(hash, vector)
    }
  }
  return texts.map(({ hash }) => found.get(hash) ?? new Float32Array())
}
