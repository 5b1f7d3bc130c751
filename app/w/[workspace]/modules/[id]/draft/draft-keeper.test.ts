import { describe, expect, it } from 'vitest'
import { ClientError } from '@/components/data/api-client'
import type { SavedDraftDto } from '@/lib/schemas/modules/module'
import { type DraftState, keepDraft } from './draft-keeper'

const INITIAL: DraftState = {
  ...{ source: 'a', savedSource: 'a', revision: 0, baseVersion: 1, savedAt: null },
  ...{ isSaving: false, error: null, conflict: null, problems: [] },
}

/** A server that answers when it is told to. */
function openServer() {
  const sent: { source: string; revision: number; answer: () => void; refuse: (error: Error) => void }[] = []
  const put = ({ source, revision, baseVersion }: { source: string; revision: number; baseVersion: number }) =>
    new Promise<SavedDraftDto>((resolve, reject) => {
      const answer = () =>
        resolve({
          ...{ source, baseVersion, updatedAt: '2026-01-01T00:00:00.000Z', updatedBy: null, problems: [] },
          revision: revision + 1,
        } as unknown as SavedDraftDto)
      sent.push({ source, revision, answer, refuse: reject })
    })
  const draft = keepDraft(INITIAL, put, () => undefined)
  const next = async (at: number) => {
    while (sent.length <= at) await new Promise((resolve) => setTimeout(resolve))
    return sent[at]!
  }
  return { draft, sent, next }
}

describe('keepDraft', () => {
  it('saves once more what was typed while a save was under way', async () => {
    const { draft, sent, next } = openServer()
    draft.edit('ab')
    const first = draft.save()
    draft.edit('abc')
    const second = draft.save()
    const third = draft.save()
    ;(await next(0)).answer()
    expect(await first).toBe(1)
    ;(await next(1)).answer()
    expect(await second).toBe(2)
    expect(await third).toBe(2)
    expect(sent.map(({ source, revision }) => [source, revision])).toEqual([
      ['ab', 0],
      ['abc', 1],
    ])
    expect(draft.get()).toMatchObject({ savedSource: 'abc', isSaving: false })
  })

  it('waits for a save under way when nothing more was typed', async () => {
    const { draft, sent, next } = openServer()
    draft.edit('ab')
    void draft.save()
    const asked = draft.save()
    ;(await next(0)).answer()
    expect(await asked).toBe(1)
    expect(sent).toHaveLength(1)
  })

  it('keeps what was typed since it was published, as a change of that version', async () => {
    const { draft, sent, next } = openServer()
    draft.edit('ab')
    const saved = draft.save()
    ;(await next(0)).answer()
    await saved
    draft.edit('ab, and more')
    draft.published({ version: 2, problems: [] })
    expect(draft.get()).toMatchObject({ source: 'ab, and more', savedSource: 'ab', revision: 0, baseVersion: 2 })
    void draft.save()
    await next(1)
    expect(sent[1]).toMatchObject({ source: 'ab, and more', revision: 0 })
  })

  it('holds the newest text against one that was saved elsewhere', async () => {
    const { draft, next } = openServer()
    draft.edit('ab')
    const saved = draft.save()
    draft.edit('abc')
    const data = { theirs: 'x', yours: 'ab', revision: 4, baseVersion: 1 }
    ;(await next(0)).refuse(new ClientError({ code: 'CONFLICT', message: 'Somebody changed it.', data }))
    expect(await saved).toBe(0)
    expect(draft.get().conflict).toMatchObject({ theirs: 'x', yours: 'abc', revision: 4 })
    expect(await draft.save()).toBe(0)
    draft.resolve('abcx', draft.get().conflict!)
    const again = draft.save()
    expect(await next(1)).toMatchObject({ source: 'abcx', revision: 4 })
    ;(await next(1)).answer()
    expect(await again).toBe(5)
  })

  it('saves nothing while the draft is thrown away, and nothing of it then', async () => {
    const { draft, sent } = openServer()
    draft.edit('ab')
    const discard = Promise.withResolvers<void>()
    const discarded = draft.alone(async (revision) => {
      await discard.promise
      draft.replace(INITIAL)
      return revision
    })
    const saved = draft.save()
    discard.resolve()
    expect(await discarded).toBe(0)
    expect(await saved).toBe(0)
    expect(sent).toEqual([])
    expect(draft.get().source).toBe('a')
  })

  it('follows the server where nothing was typed, and nowhere else', async () => {
    const { draft, next } = openServer()
    const theirs = { ...INITIAL, source: 'x', savedSource: 'x', revision: 4 }
    draft.follow(theirs)
    expect(draft.get()).toEqual(theirs)
    draft.edit('xy')
    draft.follow(INITIAL)
    expect(draft.get()).toMatchObject({ source: 'xy', revision: 4 })
    const saved = draft.save()
    await next(0)
    draft.follow(INITIAL)
    ;(await next(0)).answer()
    expect(await saved).toBe(5)
    expect(draft.get()).toMatchObject({ source: 'xy', savedSource: 'xy', revision: 5 })
    // it was proposed
    draft.follow(INITIAL)
    expect(draft.get()).toEqual(INITIAL)
  })

  it('tells why it was not saved, and tries again', async () => {
    const { draft, next } = openServer()
    draft.edit('ab')
    const saved = draft.save()
    ;(await next(0)).refuse(new TypeError('x is not a function'))
    expect(await saved).toBe(0)
    expect(draft.get().error).toMatchObject({ code: 'INTERNAL', message: expect.not.stringContaining('TypeError') })
    const again = draft.save()
    ;(await next(1)).answer()
    expect(await again).toBe(1)
    expect(draft.get().error).toBeNull()
  })
})
