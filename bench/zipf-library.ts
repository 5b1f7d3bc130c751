/** Deterministic pseudo-random numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SYLLABLES = [
  'ba',
  'den',
  'fo',
  'gal',
  'hi',
  'jor',
  'ku',
  'lem',
  'mi',
  'nor',
  'pa',
  'qui',
  'ras',
  'so',
  'tal',
  'ver',
]
const VOCABULARY = 20_000
const SECTIONS_PER_MODULE = 10
const WORDS_PER_SECTION = 80

function wordOf(rank: number): string {
  let rest = rank + SYLLABLES.length
  let word = ''
  while (rest > 0) {
    word += SYLLABLES[rest % SYLLABLES.length]
    rest = Math.floor(rest / SYLLABLES.length)
  }
  return word
}

/** Draws words whose frequency falls with their rank, as in natural text (Zipf 1935). */
function zipfDraw(random: () => number): () => string {
  const cumulative: number[] = []
  let sum = 0
  for (let rank = 1; rank <= VOCABULARY; rank++) {
    sum += 1 / rank
    cumulative.push(sum)
  }
  return () => {
    const target = random() * sum
    let low = 0
    let high = VOCABULARY - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulative[middle] ?? 0) < target) low = middle + 1
      else high = middle
    }
    return wordOf(low)
  }
}

/** Modules of ten sections, each about one chunk. */
export function zipfModules(count: number, seed = 1): { path: string; content: string }[] {
  const random = seededRandom(seed)
  const draw = zipfDraw(random)
  const text = (words: number) => Array.from({ length: words }, draw).join(' ')
  return Array.from({ length: count }, (_, i) => {
    const sections = Array.from({ length: SECTIONS_PER_MODULE }, () => `## ${text(3)}\n\n${text(WORDS_PER_SECTION)}.`)
    const head = `---\nname: ${text(3)}\ndescription: ${text(8)}\ncategory: c${i % 8}\ntags: [t${i % 20}]\n---\n`
    return { path: `m${i}.md`, content: `${head}# ${text(3)}\n\n${sections.join('\n\n')}\n` }
  })
}

/** Queries of six words. */
export function zipfQueries(count: number, seed = 2): string[] {
  const draw = zipfDraw(seededRandom(seed))
  return Array.from({ length: count }, () => Array.from({ length: 6 }, draw).join(' '))
}
