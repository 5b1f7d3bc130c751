import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { handBack, takeBack } from './hand-back'

const list = (length: number) => Array.from({ length }, (_, at) => ({ at, words: [`w${at}`] }))

async function roundTrip(result: unknown) {
  const { port1, port2 } = new MessageChannel()
  try {
    const rest = structuredClone(handBack(result, port1))
    return { rest, taken: await takeBack(structuredClone(rest), port2) }
  } finally {
    port1.close()
  }
}

describe('handing back', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'water'],
    ['an empty list', []],
    ['a short list', list(3)],
    ['a list of several parts', list(1_001)],
    ['an object with lists', { chunks: list(250), terms: list(2), name: 'Wells', at: null }],
    ['two long lists', { a: list(150), b: list(301) }],
  ])('%s comes out as it went in', async (_, result) => {
    expect((await roundTrip(result)).taken).toEqual(result)
  })

  it('reads long lists in parts, and lets others have a turn between them', async () => {
    const { rest } = await roundTrip({ chunks: list(1_000) })
    expect(rest).toEqual({ chunks: [] })
    const turns: number[] = []
    const { port1, port2 } = new MessageChannel()
    const taken = { chunks: [] as unknown[] }
    handBack({ chunks: list(1_000) }, port1)
    const taking = takeBack(taken, port2)
    const look = () => {
      turns.push(taken.chunks.length)
      if (taken.chunks.length < 1_000) setImmediate(look)
    }
    look()
    await taking
    port1.close()
    expect(new Set(turns).size).toBeGreaterThan(5)
  })
})
