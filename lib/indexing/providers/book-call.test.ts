import { describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { bookCall, type CallEnd, type OpenCall, settleCall } from './book-call'

const call: OpenCall = {
  id: 'call',
  workspaceId: 'w',
  purpose: 'answer',
  actorKind: 'user',
  actorId: 'u',
  conversationId: null,
  messageId: null,
  model: 'm',
  prices: { input: 4, cachedInput: 1, output: 20 },
  predictedTokens: 1_300,
}
const end: CallEnd = { status: 'complete', inputTokens: 1_000, cachedTokens: 600, outputTokens: 50, spokenTokens: 0 }
const cost = (change: Partial<CallEnd>, open = call) => settleCall(open, { ...end, ...change })

describe('settleCall', () => {
  it('takes fresh, cached and written input and the output at their prices', () => {
    expect(cost({}).costUsd).toBeCloseTo((400 * 4 + 600 * 1 + 50 * 20) / 1e6, 12)
    expect(cost({ cachedTokens: null }).costUsd).toBeCloseTo((1_000 * 4 + 50 * 20) / 1e6, 12)
    expect(cost({ writtenTokens: 200 }).costUsd).toBeCloseTo((400 * 4 + 200 * 1 + 600 * 1 + 50 * 20) / 1e6, 12)
    expect(cost({}, { ...call, prices: null }).costUsd).toBeNull()
  })

  it('marks what the provider did not tell, and takes nothing for a refused call', () => {
    expect(cost({})).toMatchObject({ isEstimated: false })
    const unknown = { inputTokens: null, cachedTokens: null, outputTokens: null }
    expect(cost({ ...unknown, status: 'stopped', spokenTokens: 9 })).toMatchObject({
      inputTokens: 1_300,
      outputTokens: 9,
      isEstimated: true,
    })
    expect(cost({ ...unknown, status: 'failed' })).toMatchObject({ inputTokens: 0, costUsd: 0, isEstimated: false })
    expect(cost({ cachedTokens: 5_000, inputTokens: 10 }).cachedTokens).toBe(10)
  })
})

describe('bookCall', () => {
  const book = async (error: Error) => {
    const { workspaceId } = await createTestWorkspace('booked')
    const { id: _, ...asked } = call
    await expect(bookCall({ ...asked, workspaceId }, () => Promise.reject(error))).rejects.toBe(error)
    return prisma.modelCall.findFirst({ where: { workspaceId } })
  }

  it('takes what was sent where this side broke off, for the provider bills it', async () => {
    const timeout = new Error('no answer', { cause: new DOMException('It took too long.', 'TimeoutError') })
    for (const error of [timeout, new DOMException('Stopped.', 'AbortError')]) {
      expect(await book(error)).toMatchObject({ status: 'interrupted', inputTokens: 1_300, isEstimated: true })
    }
  })

  it('takes nothing where the provider refused', async () => {
    expect(await book(new Error('no such model'))).toMatchObject({ status: 'failed', inputTokens: 0 })
  })
})
