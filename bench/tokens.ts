import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { Tiktoken } from 'js-tiktoken/lite'
import encoding from 'js-tiktoken/ranks/o200k_base'
import { loadTokenizer } from '@/lib/engine'
import { loadO200k, type TokenCounter } from '@/lib/engine/tokens/o200k'

/**
 * `npm run bench:tokens`: counting in o200k_base beside js-tiktoken and gpt-tokenizer, in megabytes (UTF-8) per second of
 * processor time, warm, and the milliseconds that 100 kB of hostile text take; counts must agree. Where the evaluation
 * data is (`LOADOUT_EVAL_DIR`), pieces and counts also against published ids.
 */

const ROOT = join(import.meta.dirname, '..')
const SIZE = 100_000
/** js-tiktoken takes minutes for one unbroken run; it gets this share of it, and time grows with the square. */
const QUADRATIC_SHARE = 0.02

type Counter = { name: string; count: (text: string) => number; isQuadratic?: boolean }

async function main(): Promise<void> {
  const tokenizer = await loadTokenizer('gpt')
  const tiktoken = new Tiktoken(encoding)
  const counters: Counter[] = [
    { name: 'Loadout', count: (text) => tokenizer.count(text) },
    {
      name: 'gpt-tokenizer',
      count: (text) => countTokens(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() }),
    },
    { name: 'js-tiktoken', count: (text) => tiktoken.encode(text, [], []).length, isQuadratic: true },
  ]
  const head = (unit: string) => `${unit.padEnd(22)}${counters.map(({ name }) => name.padStart(15)).join('')}`

  console.log(head('MB/s, warm'))
  for (const [name, text] of Object.entries(texts())) {
    const bytes = Buffer.byteLength(text)
    const counts = counters.map(({ count }) => count(text))
    const speeds = counters.map(({ count }) => (bytes / 1_000 / fastest(() => count(text))).toFixed(1).padStart(15))
    console.log(`${name.padEnd(22)}${speeds.join('')}${agreement(counts)}`)
  }

  console.log(`\n${head('ms for 100 kB')}`)
  for (const [name, text] of Object.entries(hostileTexts())) {
    // The first time a text is seen: gpt-tokenizer remembers whole runs.
    const times = counters.map(({ count, isQuadratic }) => {
      const part = isQuadratic ? text.slice(0, Math.ceil(QUADRATIC_SHARE * text.length)) : text
      const ms = fastest(() => count(part), 1)
      return (isQuadratic ? `~${(ms / QUADRATIC_SHARE ** 2).toFixed(0)}` : ms.toFixed(1)).padStart(15)
    })
    const counts = counters.filter(({ isQuadratic }) => !isQuadratic).map(({ count }) => count(text))
    console.log(`${name.padEnd(22)}${times.join('')}${agreement(counts)}`)
  }
  console.log('(~: from the time of 2 kB, which grows with the square of one unbroken run)')
  checkPublished(await loadO200k(), tiktoken)
}

function agreement(counts: number[]): string {
  return new Set(counts).size === 1 ? `   ${counts[0]} tokens` : `   counts differ: ${counts.join(', ')}`
}

/** Milliseconds of processor time, of the fastest run: other programs do not count. */
function fastest(run: () => void, runs = 12): number {
  let best = Number.POSITIVE_INFINITY
  for (let at = 0; at < runs; at++) {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1_000)
  }
  return best
}

function texts(): Record<string, string> {
  const read = (folder: string, ending: string) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n')
  const evaluation = process.env.LOADOUT_EVAL_DIR ?? join(ROOT, '../shared/eval')
  const corpora = join(evaluation, 'chroma_chunking/corpora')
  const prose = existsSync(corpora) ? readdirSync(corpora).map((name) => readFileSync(join(corpora, name), 'utf8')) : []
  return {
    'prose (handbook)': read('prisma/library', '.md'),
    ...(prose.length > 0 ? { 'prose (public)': prose.join('\n') } : {}),
    'code (the engine)': read('lib/engine', '.ts'),
    CJK: '東京は日本の首都であり、世界最大級の都市である。人工知能の研究が盛んに行われている。机器学习是人工智能的一个分支。'.repeat(
      800,
    ),
    emoji: '👍👩‍👩‍👧 ok 🎉🚀, fine 🙌🏽 – done ✅ '.repeat(4_000),
  }
}

function hostileTexts(): Record<string, string> {
  const fill = (unit: string) => unit.repeat(Math.ceil(SIZE / Buffer.byteLength(unit)))
  const mix = (alphabet: string) => {
    const letters = [...alphabet]
    let state = 12_345
    let text = ''
    for (let bytes = 0; bytes < SIZE; ) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      const letter = letters[(state >> 8) % letters.length] ?? ''
      text += letter
      bytes += Buffer.byteLength(letter)
    }
    return text
  }
  return {
    'one letter': fill('a'),
    spaces: fill(' '),
    'line breaks': fill('\n'),
    'combining marks': fill('\u0301'),
    dots: fill('.'),
    'random letters': mix('abcdefghijklmnopqrstuvwxyz'),
    'random ideographs': mix('的一是不了人我在有他这为之大来以个中上们'),
    base64: mix('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'),
    thumbs: fill('👍'),
  }
}

/**
 * Each piece that is split off must be what as many of the published ids as it was counted for spell: then the tokens end
 * where the published ones do, and not only their number is right.
 */
function checkPublished(counter: TokenCounter, tiktoken: Tiktoken): void {
  const path = join(process.env.LOADOUT_EVAL_DIR ?? join(ROOT, '../shared/eval'), 'tokens/TestPlans.txt')
  if (!existsSync(path)) {
    console.log(`\nNo published ids at ${path}: set LOADOUT_EVAL_DIR to check them.`)
    return
  }
  const plans = readFileSync(path, 'utf8').split(/^EncodingName: /m)
  const cases = plans.flatMap((plan) => {
    const [, sample, ids] = /^o200k_base\r?\nSample: (.*?)\r?\nEncoded: \[(.*?)\]/s.exec(plan) ?? []
    return sample === undefined || ids === undefined
      ? []
      : [{ sample, ids: ids.split(',').flatMap((id) => (id.trim() ? [Number(id)] : [])) }]
  })
  const wrong = cases.filter(({ sample, ids }) => {
    let at = 0
    let isSame = true
    counter.eachPiece(sample, (start, end, tokens) => {
      isSame &&= tiktoken.decode(ids.slice(at, at + tokens)) === sample.slice(start, end)
      at += tokens
    })
    return !isSame || at !== ids.length
  })
  console.log(
    `\npublished ids of o200k_base: ${cases.length - wrong.length} of ${cases.length} samples spelled piece by piece`,
  )
  for (const { sample, ids } of wrong) {
    console.log(`  ${JSON.stringify(sample.slice(0, 80))}: ${counter.count(sample)} tokens, published ${ids.length}`)
  }
}

await main()
