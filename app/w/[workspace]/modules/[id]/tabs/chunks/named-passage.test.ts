import { describe, expect, it } from 'vitest'
import { chunkMarkdown, loadTokenizer, type NoiseKind } from '@/lib/engine'
import { findPassage, readNamedChunk } from './named-passage'

const remark = `<!-- ${'a remark of the editor. '.repeat(80)} -->`
const section = (topic: string) => `## ${topic}\n\n${remark}\n\n${`All that is said of the ${topic}. `.repeat(30)}`
const BODY = ['well', 'ford', 'mill'].map(section).join('\n\n')
const cut = async (body: string, keptNoise: NoiseKind[] = []) =>
  chunkMarkdown(body, { tokenizer: await loadTokenizer('gpt'), keptNoise })

describe('what a link to a chunk names', () => {
  it('is read from the address', () => {
    expect(readNamedChunk('a@b@3#2', '120-480')).toEqual({ version: 3, ordinal: 2, range: { start: 120, end: 480 } })
    expect(readNamedChunk('a@3#2', null)).toEqual({ version: 3, ordinal: 2, range: null })
    for (const other of [null, '', 'a', 'a@3', 'a@x#2', 'a@3#']) expect(readNamedChunk(other, '1-2')).toBeNull()
  })

  it('is the passage by its offsets, whatever its number is now', async () => {
    const before = await cut(BODY)
    const after = await cut(BODY, ['comments'])
    expect(after.length).toBeGreaterThan(before.length)
    for (const { ordinal, startOffset: start, endOffset: end } of before) {
      const named = { version: 1, ordinal, range: { start, end } }
      expect(findPassage(named, before, BODY, BODY)).toEqual({
        kind: 'exact',
        index: ordinal,
        text: BODY.slice(start, end),
      })
      const found = findPassage(named, after, BODY, BODY)
      expect(found.text).toBe(BODY.slice(start, end))
      const { startOffset, endOffset } = after[found.index ?? -1] ?? { startOffset: 0, endOffset: 0 }
      if (found.kind === 'exact') expect(startOffset <= start && endOffset >= end).toBe(true)
      else expect([found.kind, startOffset < end && endOffset > start]).toEqual(['cut', true])
    }
  })

  it('is found in a newer text that has it still, and shown from its own version where it has not', async () => {
    const chunks = await cut(BODY)
    const { startOffset: start, endOffset: end } = chunks.at(-1)!
    const named = { version: 1, ordinal: chunks.length - 1, range: { start, end } }
    const newer = `# New\n\n${'First of all, something else. '.repeat(40)}\n\n${BODY}`
    const found = findPassage(named, await cut(newer), newer, BODY)
    expect(['moved', 'cut']).toContain(found.kind)
    expect(found.text).toBe(BODY.slice(start, end))
    const other = 'Nothing of it.'
    expect(findPassage(named, await cut(other), other, BODY)).toEqual({ kind: 'gone', index: null, text: found.text })
    expect(findPassage({ ...named, range: { start: 90_000, end: 90_100 } }, chunks, BODY, BODY).kind).toBe('gone')
  })

  it('is uncertain where a link has only a number', async () => {
    const chunks = await cut(BODY)
    const named = { version: 1, ordinal: 1, range: null }
    expect(findPassage(named, chunks, BODY, BODY)).toEqual({ kind: 'uncertain', index: 1, text: '' })
    expect(findPassage(named, chunks, 'Other.', BODY)).toEqual({ kind: 'uncertain', index: null, text: '' })
    expect(findPassage({ ...named, ordinal: 999 }, chunks, BODY, BODY).index).toBeNull()
  })
})
