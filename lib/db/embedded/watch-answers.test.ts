import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchAnswers } from './watch-answers'

const HOUR_MS = 3_600_000

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('watching for answers', () => {
  it('reports silence once, after the deadline and not before', () => {
    const onSilence = vi.fn()
    watchAnswers(12_000, () => undefined, onSilence)
    vi.advanceTimersByTime(12_000)
    expect(onSilence).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(onSilence).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(HOUR_MS)
    expect(onSilence).toHaveBeenCalledOnce()
  })

  it('leaves alone what answers, also when it is slow, and when the clock jumps', () => {
    const onSilence = vi.fn()
    let questions = 0
    const watch = watchAnswers(
      12_000,
      () => {
        if (++questions % 10 === 0) watch.heard()
      },
      onSilence,
    )
    for (const jumpMs of [0, HOUR_MS, -HOUR_MS]) {
      vi.setSystemTime(Date.now() + jumpMs)
      vi.advanceTimersByTime(HOUR_MS)
    }
    expect(onSilence).not.toHaveBeenCalled()
    watch.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
