import { describe, expect, it } from 'vitest'
import { readConversations } from './read-conversations'

const READ_AT = '2026-11-29T12:00:00.000Z'
const read = (value: unknown) => readConversations(JSON.stringify(value), READ_AT)

function conversationsOf(value: unknown) {
  const file = read(value)
  if ('problem' in file) throw new Error(file.problem)
  return file.conversations
}

type Node = [id: string, parent: string | null, role?: string, parts?: unknown[], more?: object]

function chatGpt(nodes: Node[], more: object = {}) {
  const mapping = Object.fromEntries(
    nodes.map(([id, parent, role, parts = [], others = {}], at) => {
      const content = { content_type: 'text', parts }
      const message = role ? { id, author: { role }, create_time: 1_700_000_000 + at, content, ...others } : null
      const children = nodes.filter(([, of]) => of === id).map(([child]) => child)
      return [id, { id, message, parent, children, later_field: [1] }]
    }),
  )
  return {
    title: 'Trip',
    create_time: 1_700_000_000.5,
    update_time: 1_700_000_900,
    conversation_id: 'c-1',
    mapping,
    ...more,
  }
}

describe('a ChatGPT export', () => {
  const nodes: Node[] = [
    ['root', null],
    ['sys', 'root', 'system', ['Be kind.']],
    ['q1', 'sys', 'user', ['Where to?']],
    ['a1', 'q1', 'assistant', ['To Rome.']],
    ['a1b', 'q1', 'assistant', ['To Oslo,', { content_type: 'image_asset_pointer' }, 'then Bergen.']],
    ['t1', 'a1b', 'tool', ['{}']],
    ['q2', 't1', 'user', ['When?']],
  ]

  it('is read along the path to the current node, and says what it leaves out', () => {
    expect(conversationsOf([chatGpt(nodes, { current_node: 'q2', gizmo_id: 'x', is_archived: true })])).toEqual([
      {
        conversation: {
          id: 'c-1',
          title: 'Trip',
          createdAt: '2023-11-14T22:13:20.500Z',
          updatedAt: '2023-11-14T22:28:20.000Z',
          isArchived: true,
          messages: [
            { id: 'q1', role: 'user', content: 'Where to?', at: '2023-11-14T22:13:22.000Z' },
            { id: 'a1b', role: 'assistant', content: 'To Oslo,\n\nthen Bergen.', at: '2023-11-14T22:13:24.000Z' },
            { id: 'q2', role: 'user', content: 'When?', at: '2023-11-14T22:13:26.000Z' },
          ],
        },
        notes: [
          '1 message of an earlier version left out',
          '1 message of a tool or the system left out',
          '1 image or file left out',
        ],
      },
    ])
  })

  it('is read to its last leaf where it names no current node, and ends where it points back at itself', () => {
    const [found] = conversationsOf([chatGpt(nodes)])
    expect(found).toMatchObject({ conversation: { messages: [{ id: 'q1' }, { id: 'a1b' }, { id: 'q2' }] } })
    const circle: Node[] = [
      ['a', 'b', 'user', ['One']],
      ['b', 'a', 'assistant', ['Two']],
    ]
    const [round] = conversationsOf([chatGpt(circle, { current_node: 'b' })])
    expect(round).toMatchObject({ conversation: { messages: [{ id: 'a' }, { id: 'b' }] } })
  })
})

describe('a Claude export', () => {
  it('is read block by block, older ones by their text', () => {
    const messages = [
      {
        uuid: 'm1',
        sender: 'human',
        created_at: '2025-02-01T10:00:00.000001+00:00',
        text: 'Hi',
        content: [],
        files: [{}],
      },
      {
        uuid: 'm2',
        sender: 'assistant',
        created_at: '2025-02-01T10:00:05Z',
        text: 'ignored',
        content: [
          { type: 'text', text: 'Hello.' },
          { type: 'tool_use', input: {} },
          { type: 'text', text: 'And?' },
        ],
      },
      { uuid: 'm3', sender: 'human', text: '  ' },
      { uuid: 'm2', sender: 'assistant', text: 'Hello.' },
    ]
    const given = { uuid: 'u-1', name: '', created_at: '2025-02-01T09:00:00Z', chat_messages: messages, account: {} }
    expect(conversationsOf([given])).toEqual([
      {
        conversation: {
          id: 'u-1',
          title: 'Untitled',
          createdAt: '2025-02-01T09:00:00.000Z',
          updatedAt: '2025-02-01T10:00:05.000Z',
          messages: [
            { id: 'm1', role: 'user', content: 'Hi', at: '2025-02-01T10:00:00.000Z' },
            { id: 'm2', role: 'assistant', content: 'Hello.\n\nAnd?', at: '2025-02-01T10:00:05.000Z' },
          ],
        },
        notes: ['1 message that is there twice left out', '1 file left out', '1 message without text left out'],
      },
    ])
  })
})

describe('any file', () => {
  it('is refused in words where it holds no conversations', () => {
    expect(readConversations('PK\u0003\u0004', READ_AT)).toMatchObject({ problem: expect.stringContaining('not JSON') })
    for (const value of [null, 7, 'text', [], [1], {}, { conversations: [{ title: 'x' }] }, [{ mapping2: 1 }]]) {
      expect(read(value)).toMatchObject({ problem: expect.stringContaining('no conversations') })
    }
  })

  it('keeps what can be read where something cannot', () => {
    const long = 'x'.repeat(1_000_001)
    const found = conversationsOf([
      chatGpt([['q', null, 'user', [long]]], { conversation_id: 'too long' }),
      chatGpt([], { title: 'Empty' }),
      { title: 5, mapping: 'nothing' },
      chatGpt([['q\u0000', null, 'user', ['A\u0000B \ud800.']]], { conversation_id: 'x y', title: 'T\n\u0000T' }),
    ])
    expect(found.map((each) => ('problem' in each ? each.problem : each.conversation.title))).toEqual([
      expect.stringContaining('messages.0.content'),
      'Nothing was said in it.',
      'Nothing was said in it.',
      'T T',
    ])
    const last = found.at(-1)!
    if ('problem' in last) throw new Error(last.problem)
    expect(last.conversation.id).toMatch(/^[0-9a-f]{32}$/)
    expect(last.conversation.messages[0]).toMatchObject({
      content: 'AB \ufffd.',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })
})

describe('an export of Loadout', () => {
  const at = '2026-01-01T00:00:00Z'
  const saved = (id: string, more: object = {}) => ({
    ...{ id, title: id, createdAt: at, updatedAt: at, messages: [{ id: 'm1', role: 'user', content: 'hello', at }] },
    ...more,
  })
  const readSaved = (...conversations: object[]) => conversationsOf({ format: 'loadout-conversations', conversations })

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59'])(
    'refuses a conversation of %s, and no other',
    (moment) => {
      const [one, two, three] = readSaved(saved('a'), saved('b', { updatedAt: moment }), saved('c'))
      expect(two).toMatchObject({ sourceId: 'b', problem: 'updatedAt must lie between 1900 and 2199' })
      expect([one, three]).toMatchObject([{ notes: [] }, { notes: [] }])
    },
  )

  it('tells conversations without an id apart by their words, and dates them by their first message', () => {
    const of = (question: string) => [
      chatGpt([['q', null, 'user', [question]]], { conversation_id: undefined, create_time: null, update_time: -5 }),
      { name: 'Trip', chat_messages: [{ sender: 'human', text: question, created_at: '2024-05-06T07:08:09Z' }] },
    ]
    for (const at of [0, 1]) {
      const read = (question: string) => conversationsOf([of(question)[at]])[0]!
      const [first, other] = [read('Where to?'), read('When?')]
      if ('problem' in first || 'problem' in other) throw new Error('not read')
      expect(first.conversation.id).not.toBe(other.conversation.id)
      expect(read('Where to?')).toEqual(first)
      expect(first.conversation.createdAt).toBe(['2023-11-14T22:13:20.000Z', '2024-05-06T07:08:09.000Z'][at])
    }
  })

  it('gives one whose times cannot be read the time of the import, and says so', () => {
    const untimed = { create_time: 'yesterday', update_time: null }
    const read = conversationsOf([chatGpt([['q', null, 'user', ['Where to?'], { create_time: -1 }]], untimed)]).concat(
      conversationsOf([{ name: 'Trip', chat_messages: [{ sender: 'human', text: 'Where to?' }] }]),
    )
    const times = { createdAt: READ_AT, updatedAt: READ_AT, messages: [{ at: READ_AT }] }
    const notes = ['no time of it can be read: it gets the time of the import']
    expect(read).toMatchObject([
      { conversation: times, notes },
      { conversation: times, notes },
    ])
  })

  it('cuts circles of conversations that go on from one another', () => {
    const from = (id: string) => ({ branchedFrom: { id, messageId: null } })
    const told = readSaved(
      saved('self', from('self')),
      saved('a', from('b')),
      saved('b', from('a')),
      saved('c', from('a')),
    )
    const kept = told.map((each) => 'conversation' in each && [each.conversation.branchedFrom?.id, each.notes.length])
    expect(kept).toEqual([
      [undefined, 1],
      ['b', 0],
      [undefined, 1],
      ['a', 0],
    ])
  })
})
