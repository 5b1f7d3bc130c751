import { expect, it } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import type { ModuleToEmbed } from './embedder'
import type { EmbeddingIndexRow } from './embedding-index'
import { createNeuralEmbedder, type NeuralModel } from './neural-embedder'

const NO_TERMS = { ids: new Int32Array(), frequencies: new Float32Array() }

const index = {
  ...{ kind: 'transformers', modelName: 'small', providerId: null, dimensions: 2, queryPrefix: '', textPrefix: '' },
  ...{ isLate: true, parentShare: 0.5 },
} as EmbeddingIndexRow

/** Two chunks that stand for the two halves of the body. */
function moduleOf(label: string, body: string): ModuleToEmbed {
  const half = body.length / 2
  const chunks = [0, 1].map((ordinal) => ({
    ...{
      ordinal,
      indexedText: ordinal === 0 ? 'left' : 'right',
      contentHash: `${label}${ordinal}`,
      termCounts: NO_TERMS,
    },
    ...{ startOffset: ordinal * half, endOffset: (ordinal + 1) * half },
  }))
  return { body, index: { indexedText: body, termCounts: NO_TERMS }, chunks }
}

function smallModel() {
  const read: number[] = []
  const model: NeuralModel = {
    embedTexts: async (texts, { signal }) => {
      signal?.throwIfAborted()
      return texts.map((text) => (text === 'left' ? [1, 0] : [0, 1]))
    },
    embedQuery: async () => [1, 0],
    embedTokens: async function* (text, { signal }) {
      for (const [at, vector] of [
        [0, [0.6, 0.8]],
        [text.length / 2, [0.8, 0.6]],
      ] as const) {
        signal?.throwIfAborted()
        read.push(text.length)
        yield [{ start: at, end: at + 1, vector }]
      }
    },
  }
  return { model, read }
}

it('pools modules of a bounded length, and mixes their own vector into the chunks of longer ones', async () => {
  const { model, read } = smallModel()
  const long = moduleOf('long', 'x'.repeat(LIMITS.lateChunkingLength + 2))
  const short = moduleOf('short', 'x'.repeat(40))
  const [ofLong, ofShort] = await createNeuralEmbedder(index, model).embedModules([long, short])
  expect(read).toEqual([40, 40])
  const near = (vector: ArrayLike<number> = []) => Array.from(vector, (value) => Math.round(value * 1000) / 1000)
  expect(ofShort?.chunks.map(near)).toEqual([
    [0.6, 0.8],
    [0.8, 0.6],
  ])
  // half of [1, 0] and half of the direction of both
  expect(ofLong?.chunks.map(near)).toEqual([
    [0.924, 0.383],
    [0.383, 0.924],
  ])
})

it('mixes the module in where the model gives no vectors of tokens', async () => {
  const { embedTokens: _, ...model } = smallModel().model
  const [embedded] = await createNeuralEmbedder(index, model).embedModules([moduleOf('none', 'x'.repeat(40))])
  expect(embedded?.chunks[0]?.[0]).toBeCloseTo(0.924, 3)
})

it('stops where its time is over, inside a module too', async () => {
  const { model, read } = smallModel()
  const stopped = new AbortController()
  const { embedTokens } = model
  const stopping: NeuralModel = {
    ...model,
    embedTokens: async function* (text, options) {
      for await (const part of embedTokens?.(text, options) ?? []) {
        yield part
        stopped.abort()
      }
    },
  }
  const embedding = createNeuralEmbedder(index, stopping).embedModules(
    [moduleOf('stop', 'x'.repeat(60)), moduleOf('more', 'x'.repeat(80))],
    stopped.signal,
  )
  await expect(embedding).rejects.toMatchObject({ name: 'AbortError' })
  expect(read).toEqual([60])
})
