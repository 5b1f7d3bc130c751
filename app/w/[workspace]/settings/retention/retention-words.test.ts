import { expect, it } from 'vitest'
import { tellDue, toChoices } from './retention-words'

const none = { conversations: 0, compositions: 0, interactions: 0, modelCalls: 0, auditEvents: 0 }

it('offers the number of days that is set, between the others', () => {
  expect(toChoices('conversations', 45).map(({ label }) => label)).toEqual([
    'For ever',
    '7 days',
    '30 days',
    '45 days',
    '90 days',
    '180 days',
    '1 year',
    '2 years',
  ])
})

it('offers no time for usage that is shorter than a limit adds up', () => {
  expect(toChoices('modelCalls', null).map(({ value }) => value)).toEqual(['ever', '90', '180', '365', '730'])
})

it('tells what would go, and nothing of what would not', () => {
  expect(tellDue(none)).toEqual([])
  expect(tellDue({ ...none, conversations: 1, auditEvents: 1200 })).toEqual([
    '1 conversation',
    '1,200 entries of the audit log',
  ])
})
