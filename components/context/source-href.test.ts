import { expect, it } from 'vitest'
import type { Span } from '@/lib/engine'
import { rangesOfChunks, sourceHref } from './source-href'

const span = (chunkId: string | undefined, sourceStart?: number, sourceEnd?: number): Span => ({
  ...{ messageIndex: 0, start: 0, end: 1, section: 'knowledge', origin: 'module', tokens: 1 },
  ...(chunkId && { chunkId }),
  ...(sourceStart !== undefined && { sourceStart }),
  ...(sourceEnd !== undefined && { sourceEnd }),
})

it('says where the text of a chunk stands, by which it is found when the version was cut anew', () => {
  expect(sourceHref('a b', 'a b@3#2', { start: 120, end: 480 })).toBe(
    '/modules/a%20b?tab=chunks&chunk=a+b%403%232&at=120-480',
  )
  expect(sourceHref('a')).toBe('/modules/a?tab=chunks')
  expect(sourceHref('a', undefined, { start: 1, end: 2 })).toBe('/modules/a?tab=chunks')
})

it('knows from the text that was sent where each chunk stood, also where it was sent in pieces', () => {
  const spans = [
    span('a@1#0', 50, 90),
    span('a@1#0'),
    span('a@1#0', 10, 50),
    span(undefined, 0, 999),
    span('a@1#1', 90, 120),
  ]
  expect(rangesOfChunks(spans)).toEqual(
    new Map([
      ['a@1#0', { start: 10, end: 90 }],
      ['a@1#1', { start: 90, end: 120 }],
    ]),
  )
})
