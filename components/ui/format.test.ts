import { describe, expect, it } from 'vitest'
import { formatBytes, formatCompact, formatNumber, formatPercent, formatUsd } from './format-number'
import { formatAhead, formatRelative } from './relative-time'

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1k'],
    [12_345, '12.3k'],
    [999_949, '999.9k'],
    [999_950, '1M'],
    [2_500_000, '2.5M'],
  ])('%d is %s in tight places', (value, text) => expect(formatCompact(value)).toBe(text))

  it.each([
    [0, '0'],
    [1, '<1 kB'],
    [12_345, '12 kB'],
    [1_048_000, '1023 kB'],
    [1_048_500, '1.0 MB'],
    [1_572_864, '1.5 MB'],
    [31_457_280, '30 MB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  it('groups thousands and rounds percentages', () => {
    expect(formatNumber(12_345)).toBe('12,345')
    expect([0, 0.0001, 0.0049, 0.005, 0.426, 1].map(formatPercent)).toEqual(['0%', '<1%', '<1%', '1%', '43%', '100%'])
    expect([0, 0.00123, 0.042, 0.5, 1234.567].map(formatUsd)).toEqual(['$0', '$0.0012', '$0.042', '$0.50', '$1,234.57'])
  })
})

describe('formatRelative', () => {
  const now = Date.UTC(2026, 0, 31, 12)
  it.each([
    [0, false, 'just now'],
    [59, false, 'just now'],
    [3, true, '3 sec. ago'],
    [60, false, '1 min. ago'],
    [7199, false, '1 hr. ago'],
    [86_400, false, 'yesterday'],
  ])('%d s ago', (seconds, hasSeconds, text) => {
    expect(formatRelative(new Date(now - seconds * 1000), now, hasSeconds)).toBe(text)
  })
})

describe('formatAhead', () => {
  it.each([
    [120, 'in 2 min.'],
    [60, 'in 1 min.'],
    [59, 'in a moment'],
    [-300, 'in a moment'],
  ])('a try that is %i seconds ahead is %s', (seconds, text) => {
    const now = Date.UTC(2026, 0, 2)
    expect(formatAhead(new Date(now + seconds * 1000), now)).toBe(text)
  })
})
