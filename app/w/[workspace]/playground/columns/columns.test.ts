import { describe, expect, it } from 'vitest'
import type { ChatMessage } from '../chat-message'
import { columnsBeside, firstColumnOf, freeColumn, nextColumn, parseAsColumn, tellColumn, withColumns } from './columns'

const answer = (id: string, column?: number): ChatMessage => ({
  id,
  role: 'assistant',
  parts: [],
  metadata: { column },
})
const question = (id: string): ChatMessage => ({ id, role: 'user', parts: [] })
const ids = (messages: ChatMessage[]) => messages.map(({ id }) => id)

describe('a column in the address', () => {
  it.each([{}, { model: 'a&b=c' }, { model: 'm', policy: 'default@3', release: 'rel_1' }])(
    'comes back as it was: %j',
    (column) => {
      expect(parseAsColumn.parse(parseAsColumn.serialize(column))).toEqual(column)
    },
  )

  it('names nothing that is no part of a column', () => {
    expect(parseAsColumn.parse('model=&text=x')).toEqual({})
  })
})

describe('columns', () => {
  const names = {
    models: [{ id: 'm', name: 'Model' }],
    policies: [{ policy: 'default@3', label: 'Default v3' }],
    releases: [{ id: 'r', name: 'Spring' }],
  }

  it('are told by the names of what they are asked with', () => {
    expect(tellColumn({ model: 'm', policy: 'default@3', release: 'r' }, names)).toBe('Model · Default v3 · Spring')
    expect(tellColumn({ model: 'gone' }, names)).toBe('gone')
  })

  it('have room for one more until there are four, and fill a gap first', () => {
    const inColumns = (...columns: number[]) => columns.map((column) => answer(`a${column}`, column))
    expect(freeColumn(inColumns(1, 2))).toBe(3)
    expect(freeColumn(inColumns(1, 3))).toBe(2)
    expect(freeColumn(inColumns(1, 2, 3, 4))).toBeUndefined()
  })

  it('have a first one where the last question was asked in columns', () => {
    const asked = [question('q1'), answer('a1', 1), question('q2'), answer('b2', 2), answer('b1', 1)]
    expect(firstColumnOf(asked)?.id).toBe('b1')
    expect(firstColumnOf([...asked, question('q3'), answer('c')])).toBeUndefined()
  })

  it('begin with a model that none has yet', () => {
    const models = [{ id: 'offline', isOffline: true }, { id: 'a' }, { id: 'b' }]
    expect(nextColumn([{ model: 'a' }], models)).toEqual({ model: 'b' })
    expect(nextColumn([{ model: 'a' }, { model: 'b' }], models)).toEqual({ model: 'offline' })
  })

  it('take the place of what is stored of them, and of no other question’s', () => {
    const stored = [question('q1'), answer('old', 1), question('q2'), answer('failed', 2)]
    const shown = withColumns(stored, { question: null, answers: [answer('again', 2), answer('first', 1)] })
    expect(ids(shown)).toEqual(['q1', 'old', 'q2', 'again', 'first'])
    expect(ids(columnsBeside(shown.slice(3)))).toEqual(['first', 'again'])
    expect(ids(withColumns(stored, { question: question('q3'), answers: [answer('new', 1)] }))).toEqual([
      ...ids(stored),
      'q3',
      'new',
    ])
  })
})
