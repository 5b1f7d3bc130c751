import { describe, expect, it } from 'vitest'
import { createUrlQueue } from './url-queue'

const PLAYGROUND = '/w/docs/playground'

describe('addresses that were written', () => {
  it('are built upon the last one, although the router still shows an earlier one', () => {
    const queue = createUrlQueue()
    queue.render(PLAYGROUND, '')
    queue.write(PLAYGROUND, 'conversation=cnv_1')
    queue.write(PLAYGROUND, 'conversation=cnv_1&tab=candidates')
    expect(queue.resolve(PLAYGROUND, '')).toBe('conversation=cnv_1&tab=candidates')
    // the router sets the browser back to the first
    queue.render(PLAYGROUND, 'conversation=cnv_1')
    expect(queue.resolve(PLAYGROUND, 'conversation=cnv_1')).toBe('conversation=cnv_1&tab=candidates')
    queue.write(PLAYGROUND, 'conversation=cnv_1&tab=candidates&candidate=chunk')
    queue.render(PLAYGROUND, 'conversation=cnv_1&tab=candidates')
    const last = 'conversation=cnv_1&tab=candidates&candidate=chunk'
    expect(queue.resolve(PLAYGROUND, 'conversation=cnv_1&tab=candidates')).toBe(last)
    queue.render(PLAYGROUND, last)
    expect(queue.resolve(PLAYGROUND, 'tab=text')).toBe('tab=text')
  })

  it('give way to an address from elsewhere, on the same page or another', () => {
    const queue = createUrlQueue()
    queue.render(PLAYGROUND, '')
    queue.write(PLAYGROUND, 'tab=steps')
    expect(queue.resolve(PLAYGROUND, 'conversation=cnv_2')).toBe('conversation=cnv_2')
    expect(queue.resolve('/w/docs/modules', '')).toBe('')
    queue.render('/w/docs/modules', '')
    expect(queue.resolve(PLAYGROUND, '')).toBe('')
  })

  it('are forgotten when going back, and when the one shown is written again', () => {
    const queue = createUrlQueue()
    queue.render(PLAYGROUND, 'tab=text')
    queue.write(PLAYGROUND, 'tab=steps')
    queue.clear()
    expect(queue.resolve(PLAYGROUND, 'tab=text')).toBe('tab=text')
    queue.write(PLAYGROUND, 'tab=steps')
    queue.write(PLAYGROUND, 'tab=text')
    expect(queue.resolve(PLAYGROUND, 'tab=steps')).toBe('tab=steps')
  })
})
