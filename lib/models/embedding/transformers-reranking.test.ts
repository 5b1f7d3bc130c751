import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { localReranking } from './transformers-reranking'

const modelsDir = mkdtempSync(join(tmpdir(), 'loadout-models-'))
afterAll(() => rmSync(modelsDir, { recursive: true }))

function addModel(name: string): string {
  mkdirSync(join(modelsDir, name), { recursive: true })
  writeFileSync(join(modelsDir, name, 'config.json'), '{}')
  return name
}

/** Stands for the library with a scorer of its own: the logit is how many words of the query a passage holds, less two. */
function countingLibrary(classes: 1 | 2, answersInMs = 0) {
  type Pairs = { queries: string[]; passages: string[] }
  const calls: number[] = []
  const logitOf = (query: string, passage: string) =>
    query.split(' ').filter((word) => passage.includes(word)).length - 2
  const library = {
    env: { localModelPath: '', allowLocalModels: false, allowRemoteModels: true },
    AutoTokenizer: {
      from_pretrained:
        async () =>
        (queries: string[], { text_pair }: { text_pair: string[] }): Pairs => ({
          queries,
          passages: text_pair,
        }),
    },
    AutoModelForSequenceClassification: {
      from_pretrained:
        async () =>
        async ({ queries, passages }: Pairs) => {
          calls.push(passages.length)
          await new Promise((done) => setTimeout(done, answersInMs))
          const logits = passages.map((passage, at) => logitOf(queries[at] ?? '', passage))
          const data = classes === 1 ? logits : logits.flatMap((logit) => [0, logit])
          return { logits: { dims: [passages.length, classes], data } }
        },
    },
  }
  return { library, calls }
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

describe('localReranking', () => {
  it.each([1, 2] as const)('scores by what a model of %i classes says, a few passages at a time', async (classes) => {
    const { library, calls } = countingLibrary(classes)
    const model = addModel(`org/count-${classes}`)
    const port = localReranking(model, { modelsDir, timeoutMs: 5_000, load: async () => library })
    const passages = ['rotate the key', 'rotate it', 'nothing', ...Array.from({ length: 7 }, () => 'the key')]
    const scores = await port.score('rotate key', passages)
    expect(scores).toHaveLength(10)
    for (const [at, logit] of [0, -1, -2, -1].entries()) expect(scores[at]).toBeCloseTo(sigmoid(logit), 12)
    expect(calls).toEqual([8, 2])
    expect(library.env).toEqual({ localModelPath: modelsDir, allowLocalModels: true, allowRemoteModels: false })
  })

  it('rejects when its time is over, and asks the model no more', async () => {
    const { library, calls } = countingLibrary(1, 80)
    const port = localReranking(addModel('slow'), { modelsDir, timeoutMs: 40, load: async () => library })
    await expect(
      port.score(
        'q',
        Array.from({ length: 40 }, () => 'p'),
      ),
    ).rejects.toMatchObject({ name: 'TimeoutError' })
    await new Promise((done) => setTimeout(done, 200))
    expect(calls).toEqual([8])
  })

  it('says where a missing model belongs, and what to install', async () => {
    const missing = localReranking('none', { modelsDir, timeoutMs: 1_000 })
    await expect(missing.score('q', ['p'])).rejects.toThrow(`There is no model none in ${modelsDir}`)
  })

  it('opens a model again after it could not be loaded', async () => {
    const { library } = countingLibrary(1)
    let tries = 0
    const load = async () => {
      if (tries++ === 0) throw new Error('broken file')
      return library
    }
    const port = localReranking(addModel('again'), { modelsDir, timeoutMs: 1_000, load })
    await expect(port.score('q', ['p'])).rejects.toThrow('broken file')
    expect(await port.score('q', ['q'])).toHaveLength(1)
  })
})
