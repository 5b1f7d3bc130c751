import { expect, it } from 'vitest'
import { countJourneys, toClosingLine } from './count-journeys.mjs'

const spec = (title, status) => ({ file: 'a.spec.ts', title, tests: [{ status }] })

function reportOf(flaky) {
  const specs = [spec('steady', 'expected'), spec('broken', 'unexpected')]
  const inner = { title: 'a describe', specs: flaky.map((title) => spec(title, 'flaky')) }
  return { stats: { expected: 1, unexpected: 1, flaky: flaky.length }, suites: [{ specs, suites: [inner] }] }
}

it('forgives and names one journey that needed a second try', () => {
  const counted = countJourneys(reportOf(['opens']))
  expect(counted).toEqual({ passed: 2, failed: 1, flaky: ['a.spec.ts › opens'] })
  expect(toClosingLine(counted)).toBe('2 passed, 1 failed; only at the second try: a.spec.ts › opens')
})

it('counts all but one of several as failed', () => {
  expect(countJourneys(reportOf(['opens', 'saves', 'closes']))).toMatchObject({ passed: 2, failed: 3 })
})

it('says nothing of second tries when there were none', () => {
  expect(toClosingLine(countJourneys(reportOf([])))).toBe('1 passed, 1 failed')
})
