import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { poolTokens } from '@/lib/engine'
import { listLocalModels } from './list-local-models'
import { loadTransformers, type Transformers } from './load-transformers'
import { openLocalEmbedding } from './transformers-embedding'

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

it('says how to install what is not there', async () => {
  await expect(loadTransformers()).rejects.toMatchObject({
    code: 'UPSTREAM',
    message: expect.stringContaining('npm install --no-save @huggingface/transformers@4.3.1'),
  })
})

it('embeds texts in batches, each as its model gives it', async () => {
  const { load, reads } = standIn()
  const local = await openLocalEmbedding(addModel('org/batches'), { modelsDir, load })
  const vectors = await local.embed(Array.from({ length: 20 }, (_, i) => `text ${'a'.repeat(i + 1)}`))
  expect(vectors).toHaveLength(20)
  expect(reads.map((texts) => texts.length)).toEqual([16, 4])
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
})

it('gives each token of a long text a vector from a window that has read what is around it', async () => {
  const { load, idOf } = standIn()
  const local = await openLocalEmbedding(addModel('org/tokens'), { modelsDir, load })
  const words = Array.from({ length: 30 }, (_, i) => `${'abcdefghij'[i % 10]}${'xyz'[Math.floor(i / 10)]}`)
  const text = words.join(' ')
  const tokens = await local.embedTokens(text)
  expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(words)
  expect(tokens.map(({ vector }) => vector[0])).toEqual(words.map(idOf))
  // the first word of the window is never the token itself, except at the beginning
  for (const { vector } of tokens.slice(1)) expect(vector[0]).not.toBe(vector[1])
  const [pooled] = poolTokens(tokens, [{ start: 0, end: text.indexOf(words[3] ?? '') }])
  expect(pooled).toHaveLength(2)
})

it('loads from the folder alone, unless a download was asked for', async () => {
  const { load, allowed, env } = standIn()
  await expect(openLocalEmbedding('org/absent', { modelsDir, load })).rejects.toThrow(
    /no model org\/absent in .*download/,
  )
  await openLocalEmbedding(addModel('org/present'), { modelsDir, load })
  await openLocalEmbedding('org/absent', { modelsDir, isDownloadAllowed: true, load })
  expect(allowed).toEqual([false, true])
  expect(env).toMatchObject({ localModelPath: modelsDir, cacheDir: modelsDir, allowRemoteModels: false })
})

it('lists the models of the folder', () => {
  addModel('plain')
  mkdirSync(join(modelsDir, 'empty', 'nothing'), { recursive: true })
  expect(listLocalModels(modelsDir)).toEqual(['org/batches', 'org/present', 'org/tokens', 'plain'])
  expect(listLocalModels(join(modelsDir, 'missing'))).toEqual([])
})
