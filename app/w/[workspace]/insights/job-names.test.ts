import { expect, it } from 'vitest'
import { JOB_PAYLOADS } from '@/lib/indexing/queue/job-payloads'
import { JOB_NAMES } from './job-names'

it('has words for every kind of job, each its own', () => {
  expect(Object.keys(JOB_NAMES).sort()).toEqual(Object.keys(JOB_PAYLOADS).sort())
  expect(new Set(Object.values(JOB_NAMES)).size).toBe(Object.keys(JOB_NAMES).length)
})
