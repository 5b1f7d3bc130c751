import { countBelow } from '@/lib/engine/numbers/bisect'
import { uniformNumbers } from '@/lib/engine/numbers/seeded-random'

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
const PRIORITIES = ['high', 'medium', 'low'] as const

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
    return wordOf(Math.min(VOCABULARY - 1, countBelow(cumulative, target)))
  }
}

export type ZipfModule = {
  id: string
  name: string
  description: string
  category: string
  tags: string[]
  priority: (typeof PRIORITIES)[number]
  sections: { heading: string; text: string }[]
}

/** Modules of ten sections, each about one chunk; an eighth has each category, a twentieth each tag, a third each priority. */
export function* zipfModules(count: number, seed = 1): Generator<ZipfModule> {
  const draw = zipfDraw(uniformNumbers(seed))
  const text = (words: number) => Array.from({ length: words }, draw).join(' ')
  for (let i = 0; i < count; i++) {
    yield {
      id: `m${i}`,
      name: text(3),
      description: text(8),
      category: `c${i % 8}`,
      tags: [`t${i % 20}`],
      priority: PRIORITIES[i % 3] ?? 'medium',
      sections: Array.from({ length: SECTIONS_PER_MODULE }, () => ({
        heading: text(3),
        text: text(WORDS_PER_SECTION),
      })),
    }
  }
}

/** The same as files to import. */
export function zipfFiles(count: number, seed = 1): { path: string; content: string }[] {
  return [...zipfModules(count, seed)].map(({ id, name, description, category, tags, sections }) => {
    const head = `---\nname: ${name}\ndescription: ${description}\ncategory: ${category}\ntags: [${tags}]\n---\n`
    const body = sections.map(({ heading, text }) => `## ${heading}\n\n${text}.`).join('\n\n')
    return { path: `${id}.md`, content: `${head}# ${name}\n\n${body}\n` }
  })
}

/** Queries of six words. */
export function zipfQueries(count: number, seed = 2): string[] {
  const draw = zipfDraw(uniformNumbers(seed))
  return Array.from({ length: count }, () => Array.from({ length: 6 }, draw).join(' '))
}
