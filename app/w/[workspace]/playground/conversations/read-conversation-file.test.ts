import { describe, expect, it } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import { writeZip } from '@/lib/schemas/zip/write-zip.fixture'
import { readConversationFile } from './read-conversation-file'

const chat = (id: string, length = 100) => ({ uuid: id, name: id, chat_messages: [{ text: 'ä'.repeat(length) }] })
const fileOf = (content: BlobPart, name = 'conversations.json') => new File([content], name)
const idsOf = (parts: string[]) => parts.map((part) => JSON.parse(part).map(({ uuid }: { uuid: string }) => uuid))

describe('readConversationFile', () => {
  it('leaves what one request takes as it is, whatever it is', async () => {
    for (const text of [JSON.stringify([chat('a')]), '{"a": ', '42', '']) {
      expect(await readConversationFile(fileOf(text))).toEqual({ parts: [text], tooLarge: [] })
    }
  })

  it('cuts a larger one between its conversations, by bytes', async () => {
    const text = JSON.stringify(['a', 'b', 'c', 'd', 'e'].map((id) => chat(id)))
    const { parts } = await readConversationFile(fileOf(text), 600)
    expect(idsOf(parts)).toEqual([['a', 'b'], ['c', 'd'], ['e']])
    expect(parts.every((part) => Buffer.byteLength(part) <= 600)).toBe(true)
    expect(parts.flatMap((part) => JSON.parse(part))).toEqual(JSON.parse(text))
  })

  it('names a conversation that no request takes, and reads the others', async () => {
    const text = JSON.stringify([chat('a'), chat('huge', LIMITS.conversationFileBytes / 2), chat('b')])
    const { parts, tooLarge } = await readConversationFile(fileOf(text))
    expect(idsOf(parts)).toEqual([['a', 'b']])
    expect(tooLarge).toMatchObject([{ sourceId: 'huge', title: 'huge', outcome: 'refused' }])
    expect(tooLarge[0]?.problem).toBe('It is larger than 32 MB.')
  })

  it('finds the conversations in the archive of an export', async () => {
    const entries = ['conversations-000.json', 'x/conversations-001.json'].map((path) => ({
      path,
      text: JSON.stringify([chat(path)]),
      isDeflated: true,
    }))
    const archive = writeZip([...entries, { path: 'chat.html', text: '<html>' }, { path: 'shared_conversations.json' }])
    const { parts } = await readConversationFile(fileOf(archive.slice().buffer, 'export.zip'))
    expect(idsOf(parts)).toEqual(entries.map(({ path }) => [path]))
  })

  it('says what an archive lacks, or why it cannot be read', async () => {
    const read = (bytes: Uint8Array) => readConversationFile(fileOf(bytes.slice().buffer, 'x.zip'))
    await expect(read(writeZip([{ path: 'a.md', text: 'a' }]))).rejects.toThrow('holds no conversations.json')
    const archive = writeZip([{ path: 'conversations.json', text: '[1, 2, 3]' }])
    await expect(read(archive.subarray(0, 40))).rejects.toThrow('The archive')
    const locked = writeZip([{ path: 'conversations.json', text: '[]', flags: 1 }])
    await expect(read(locked)).rejects.toThrow('encrypted')
  })
})
