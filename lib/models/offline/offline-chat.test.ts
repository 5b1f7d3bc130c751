import { generateText, streamText } from 'ai'
import { describe, expect, it } from 'vitest'
import type { Passage } from '@/lib/engine'
import { OFFLINE_CHAT_NOTHING } from '@/lib/schemas/conversations/offline-answer'
import { extractAnswer } from './extract-answer'
import { createOfflineChatModel, OFFLINE_CHAT_NOTE, type OfflineChatContext } from './offline-chat'

const extract = async (query: string, passages: Passage[]) => extractAnswer(query, passages)

const passages = [
  {
    label: 'k1',
    title: 'Deploying',
    text: '# Rollback\n\nTo undo a deployment run the rollback command. The command needs the release number.\n\n```sh\nrollback --to 12\n```',
  },
  { label: 'k2', title: 'Holidays', text: 'Everybody has thirty days of holiday. Ask your manager two weeks ahead.' },
]
const context = (query: string): OfflineChatContext => ({ query, passages, inputTokens: 123 })
const model = createOfflineChatModel('offline', { extract, wordDelayMs: 0 })
const ask = (query: string, more: { maxOutputTokens?: number } = {}) =>
  generateText({ model, prompt: 'not read', providerOptions: { loadout: context(query) }, ...more })

describe('createOfflineChatModel', () => {
  it('quotes the sentences about the question, cites them, and says what it is', async () => {
    const { text, usage, finishReason } = await ask('How do I undo a deployment?')
    expect(text.startsWith(OFFLINE_CHAT_NOTE)).toBe(true)
    expect(text).toContain('To undo a deployment run the rollback command.')
    expect(text).toContain('[k1]')
    expect(text).not.toContain('holiday')
    expect(usage.inputTokens).toBe(123)
    expect(finishReason).toBe('stop')
  })

  it('quotes word for word', async () => {
    const { text } = await ask('How many days of holiday?')
    const quote = /^(.*) \[(k\d)\]$/m.exec(text)
    expect(passages.find(({ label }) => label === quote?.[2])?.text).toContain(quote?.[1])
  })

  it('cites a table and code behind their end, so that they stay whole', async () => {
    const extracted = [
      { text: '| a |\n|---|\n| 1 |', label: 'k1' },
      { text: '```sh\nrun\n```', label: 'k2' },
    ]
    const table = createOfflineChatModel('offline', { extract: async () => extracted, wordDelayMs: 0 })
    const { text } = await generateText({ model: table, prompt: 'x', providerOptions: { loadout: context('a') } })
    expect(text).toContain('| 1 |\n\n[k1]\n\n```sh\nrun\n```\n\n[k2]')
  })

  it('says so when nothing is relevant', async () => {
    expect((await ask('quantum chromodynamics')).text).toBe(OFFLINE_CHAT_NOTHING)
    expect((await ask('the of and')).text).toContain(OFFLINE_CHAT_NOTHING)
    const empty = { loadout: { query: 'deployment', passages: [], inputTokens: 0 } }
    expect((await generateText({ model, prompt: 'x', providerOptions: empty })).text).toContain(OFFLINE_CHAT_NOTHING)
  })

  it('gives the same answer to the same question', async () => {
    expect((await ask('rollback deployment')).text).toBe((await ask('rollback deployment')).text)
  })

  it('streams word by word, and the words are the answer', async () => {
    const query = 'How do I undo a deployment?'
    const deltas: string[] = []
    const result = streamText({ model, prompt: 'x', providerOptions: { loadout: context(query) } })
    for await (const delta of result.textStream) deltas.push(delta)
    expect(deltas.length).toBeGreaterThan(10)
    expect(deltas.every((delta) => /^\s*\S+\s*$/.test(delta))).toBe(true)
    expect(deltas.join('')).toBe((await ask(query)).text)
  })

  it('keeps to the length that was asked for', async () => {
    const { text, finishReason } = await ask('How do I undo a deployment?', { maxOutputTokens: 5 })
    expect(text.trim().split(/\s+/)).toHaveLength(5)
    expect(finishReason).toBe('length')
  })

  it('stops when told to', async () => {
    const slow = createOfflineChatModel('offline', { extract, wordDelayMs: 20 })
    const abort = new AbortController()
    const { stream } = await slow.doStream({
      prompt: [],
      abortSignal: abort.signal,
      providerOptions: { loadout: context('How do I undo a deployment?') },
    })
    let words = 0
    const read = async () => {
      for await (const part of stream) {
        if (part.type === 'text-delta' && ++words === 3) abort.abort(new Error('stopped'))
      }
    }
    await expect(read()).rejects.toThrow('stopped')
    expect(words).toBe(3)
  })

  it('refuses to run without what it answers from', async () => {
    await expect(generateText({ model, prompt: 'x', maxRetries: 0 })).rejects.toThrow('providerOptions.loadout')
  })
})
