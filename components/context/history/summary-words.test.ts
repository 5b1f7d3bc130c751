import { expect, test } from 'vitest'
import type { TurnTrace } from '@/lib/engine'
import { describeRange, describeWriter } from './summary-words'

const turn = (summaryId?: string): TurnTrace => {
  const told = summaryId === undefined ? {} : { summaryId }
  return { turnId: 't', role: 'user', score: 0, fate: 'dropped', reason: 'turn_over_budget', ...told }
}

test('a summary is named by the turns that it stands for', () => {
  const turns = [turn(), turn('a'), turn(), turn('a'), turn('b'), turn()]
  expect(describeRange({ summaryId: 'a', turns: 2 }, turns)).toBe('turns 2–4')
  expect(describeRange({ summaryId: 'b', turns: 1 }, turns)).toBe('turn 5')
  expect(describeRange({ summaryId: 'c', turns: 1 }, turns)).toBe('1 turn before these')
})

test('it says whose words it has', () => {
  expect(describeWriter({ writtenBy: 'messages', model: null })).toBe('sentences of the conversation')
  expect(describeWriter({ writtenBy: 'model', model: 'gpt-5.1' })).toBe('written by gpt-5.1')
  expect(describeWriter({ writtenBy: 'person', model: null })).toBe('edited by hand')
})
