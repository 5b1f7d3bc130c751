import { type EmbeddingPort, extractTerms, fnv1a, type TermCount } from '@/lib/engine'
import { slice } from '@/lib/in-slices'

const DIMENSIONS = 256
const SHORTEST_GRAM = 3
const LONGEST_GRAM = 5
/** All n-grams of a term together weigh this much of the term itself. */
const GRAM_SHARE = 0.6
/** Only this much of a text (UTF-16 units) is read, and so much of it at a time. */
const MAX_TEXT_LENGTH = 100_000
const PIECE_LENGTH = 4_000
/** Terms whose features are remembered, about 100 bytes each. */
const MEMORY_SIZE = 30_000

/**
 * Embeds without a model, a corpus or a network: signed feature hashing (Weinberger et al. 2009) of the stemmed terms
 * and of their character 3–5-grams (as in fastText, Bojanowski et al. 2017), with sublinear term frequency, into 256
 * dimensions of unit length.
 *
 * It sees how words are written, not what they mean: inflections, compounds and misspellings come out close, synonyms
 * and translations do not. Two unrelated texts differ from a cosine of 0 by about 1/√256 ≈ 0.06 through collisions
 * alone, and long texts look more alike than short ones. For meaning, configure an embedding model.
 */
export const offlineEmbedding: EmbeddingPort = {
  model: 'hash-256@1',
  dimensions: DIMENSIONS,
  embed: async (texts) => texts.map(embedText),
}

function embedText(text: string): number[] {
  return toVector(extractTerms(text.slice(0, MAX_TEXT_LENGTH).toWellFormed()))
}

/** The same vectors as `embed`, for many or long texts: others get their turn meanwhile. */
export async function embedInSlices(texts: string[]): Promise<number[][]> {
  const vectors: number[][] = []
  for (const text of texts) {
    const counts = new Map<number, TermCount>()
    for (const piece of cutAtSpaces(text.slice(0, MAX_TEXT_LENGTH))) {
      if (slice.isOver) await slice.next()
      addTerms(counts, extractTerms(piece.toWellFormed()))
    }
    vectors.push(toVector([...counts.values()]))
  }
  return vectors
}

/** No term goes over a space. */
function cutAtSpaces(text: string): string[] {
  const pieces: string[] = []
  let start = 0
  while (text.length - start > PIECE_LENGTH) {
    const space = text.slice(start + PIECE_LENGTH).search(/\s/)
    if (space < 0) break
    pieces.push(text.slice(start, start + PIECE_LENGTH + space))
    start += PIECE_LENGTH + space
  }
  return [...pieces, text.slice(start)]
}

function addTerms(counts: Map<number, TermCount>, terms: TermCount[]): void {
  for (const term of terms) {
    const known = counts.get(term.id)
    if (known) known.count += term.count
    else counts.set(term.id, term)
  }
}

function toVector(terms: TermCount[]): number[] {
  const vector = new Float64Array(DIMENSIONS)
  for (const { term, count } of terms) {
    const [start, end] = featuresOf(term)
    const weight = 1 + Math.log(count)
    const gramWeight = (weight * GRAM_SHARE) / Math.sqrt(end - start - 1)
    addFeature(vector, pool[start]!, weight)
    for (let i = start + 1; i < end; i++) addFeature(vector, pool[i]!, gramWeight)
  }
  const norm = Math.hypot(...vector)
  // A text without a term still needs a direction; a fixed one keeps the vector's length.
  if (norm === 0) return Array.from(vector, (_, i) => (i === 0 ? 1 : 0))
  return Array.from(vector, (value) => value / norm)
}

function addFeature(vector: Float64Array, hash: number, weight: number): void {
  vector[hash & (DIMENSIONS - 1)]! += hash < 0 ? -weight : weight
}

/** Features of terms one after another, and from where to where those of a term stand. */
let pool = new Int32Array(1 << 16)
let used = 0
let memory = new Map<string, [start: number, end: number]>()

/** Where in the pool the hashes of the term itself and of its n-grams stand. The same terms come back in text after text. */
function featuresOf(term: string): [start: number, end: number] {
  const known = memory.get(term)
  if (known) return known
  if (memory.size >= MEMORY_SIZE) {
    memory = new Map()
    used = 0
  }
  const features = [`=${term}`, ...characterGrams(term)]
  const start = used
  used += features.length
  if (used > pool.length) {
    const larger = new Int32Array(2 * used)
    larger.set(pool)
    pool = larger
  }
  for (const [i, feature] of features.entries()) pool[start + i] = hashFeature(feature)
  const range: [number, number] = [start, used]
  memory.set(term, range)
  return range
}

function characterGrams(term: string): string[] {
  const letters = Array.from(`<${term}>`)
  const grams: string[] = []
  for (let length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
    for (let start = 0; start + length <= letters.length; start++) {
      grams.push(letters.slice(start, start + length).join(''))
    }
  }
  return grams
}

/** FNV-1a over UTF-16 units with a final mix (murmur3's), so that the low bits and the sign are independent. */
function hashFeature(feature: string): number {
  let hash = fnv1a(feature)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
