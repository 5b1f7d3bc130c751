import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { poolTokens } from '@/lib/engine'
import { listLocalModels } from './list-local-models'
import { loadTransformers, type Transformers } from './load-transformers'
import { localEmbedding } from './transformers-embedding'

const modelsDir = mkdtempSync(join(tmpdir(), 'loadout-models-'))
afterAll(() => rmSync(modelsDir, { recursive: true, force: true }))

function addModel(name: string): string {
  mkdirSync(join(modelsDir, name), { recursive: true })
  writeFileSync(join(modelsDir, name, 'config.json'), '{}')
  return name
}

const WINDOW = 12
const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]+|[^\sa-z]/g) ?? []

/**
 * Stands in for Transformers.js: a token's vector says which word it is and which word the text it was read in began
 * with, so that one can see what it was read with.
 */
function standIn() {
  const reads: string[][] = []
  const allowed: boolean[] = []
  const env = { localModelPath: '', cacheDir: '', allowLocalModels: false, allowRemoteModels: true }
  const idOf = (word: string | undefined) => [...(word ?? '')].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  const read = (text: string) => {
    const words = ['[CLS]', ...wordsOf(text), '[SEP]']
    if (words.length > WINDOW) throw new Error('longer than the model reads')
    return words.map((word) => [idOf(word), idOf(words[1])])
  }
  const extractor = Object.assign(
    async (texts: string[], { pooling }: { pooling: 'mean' | 'none' }) => {
      reads.push(texts)
      const rows = texts.map(read)
      if (pooling === 'none') return { dims: [1, rows[0]?.length ?? 0, 2], data: Float32Array.from(rows.flat(2)) }
      const means = rows.map((row) => [0, 1].map((at) => row.reduce((sum, vector) => sum + (vector[at] ?? 0), 0)))
      return {
        dims: [texts.length, 2],
        data: Float32Array.from(means.flatMap((mean) => mean.map((v) => v / Math.hypot(...mean)))),
      }
    },
    {
      tokenizer: {
        model_max_length: WINDOW,
        tokenize: (text: string, options?: { add_special_tokens?: boolean }) =>
          options?.add_special_tokens ? ['[CLS]', ...wordsOf(text), '[SEP]'] : wordsOf(text),
      },
    },
  )
  const load = async (): Promise<Transformers> => ({
    env,
    pipeline: async () => {
      allowed.push(env.allowRemoteModels)
      return extractor
    },
  })
  return { load, reads, allowed, env, idOf }
}

async function partsOf<T>(parts: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const part of parts) all.push(part)
  return all
}

it('says how to install what is not there', async () => {
  await expect(loadTransformers()).rejects.toMatchObject({
    code: 'UPSTREAM',
    message: expect.stringContaining('npm install --no-save @huggingface/transformers@4.3.1'),
  })
})

it('embeds texts in batches, each as its model gives it', async () => {
  const { load, reads } = standIn()
  const local = localEmbedding(addModel('org/batches'), { modelsDir, load })
  const vectors = await local.embed(Array.from({ length: 20 }, (_, i) => `text ${'a'.repeat(i + 1)}`))
  expect(vectors).toHaveLength(20)
  expect(reads.map((texts) => texts.length)).toEqual([16, 4])
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
})

it('gives each token of a long text a vector from a window that has read what is around it', async () => {
  const { load, idOf } = standIn()
  const local = localEmbedding(addModel('org/tokens'), { modelsDir, load })
  const words = Array.from({ length: 30 }, (_, i) => `${'abcdefghij'[i % 10]}${'xyz'[Math.floor(i / 10)]}`)
  const text = words.join(' ')
  const windows = await partsOf(local.embedTokens(text))
  expect(windows.length).toBeGreaterThan(2)
  const tokens = windows.flat()
  expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(words)
  expect(tokens.map(({ vector }) => vector[0])).toEqual(words.map(idOf))
  // the first word of the window is never the token itself, except at the beginning
  for (const { vector } of tokens.slice(1)) expect(vector[0]).not.toBe(vector[1])
  const [pooled] = await poolTokens(windows, [{ start: 0, end: text.indexOf(words[3] ?? '') }])
  expect(pooled).toHaveLength(2)
})

it('ends with its signal: while the model is opened, between batches and between windows', async () => {
  const { load, reads } = standIn()
  const never = localEmbedding(addModel('org/never'), { modelsDir, load: () => new Promise<Transformers>(() => {}) })
  const time = () => AbortSignal.timeout(10)
  await expect(never.embed(['a'], { signal: time() })).rejects.toMatchObject({ name: 'TimeoutError' })
  await expect(partsOf(never.embedTokens('a', { signal: time() }))).rejects.toMatchObject({
    name: 'TimeoutError',
  })

  const local = localEmbedding(addModel('org/stopped'), { modelsDir, load })
  const stopped = new AbortController()
  const text = Array.from({ length: 40 }, (_, i) => `w${'a'.repeat(i)}`).join(' ')
  const reading = async () => {
    for await (const _tokens of local.embedTokens(text, { signal: stopped.signal })) stopped.abort()
  }
  await expect(reading()).rejects.toMatchObject({ name: 'AbortError' })
  expect(reads).toHaveLength(1)
  await expect(local.embed(['a'], { signal: stopped.signal })).rejects.toMatchObject({ name: 'AbortError' })
  expect(reads).toHaveLength(1)
})

it('loads from the folder alone, unless a download was asked for', async () => {
  const { load, allowed, env } = standIn()
  await expect(localEmbedding('org/absent', { modelsDir, load }).embed(['a'])).rejects.toThrow(
    /no model org\/absent in .*download/,
  )
  await localEmbedding(addModel('org/present'), { modelsDir, load }).embed(['a'])
  await localEmbedding('org/absent', { modelsDir, isDownloadAllowed: true, load }).embed(['a'])
  expect(allowed).toEqual([false, true])
  expect(env).toMatchObject({ localModelPath: modelsDir, cacheDir: modelsDir, allowRemoteModels: false })
})

it('lists the models of the folder', () => {
  addModel('plain')
  mkdirSync(join(modelsDir, 'empty', 'nothing'), { recursive: true })
  expect(listLocalModels(modelsDir)).toEqual([
    'org/batches',
    'org/never',
    'org/present',
    'org/stopped',
    'org/tokens',
    'plain',
  ])
  expect(listLocalModels(join(modelsDir, 'missing'))).toEqual([])
})
