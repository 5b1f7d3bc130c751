import { expect, it } from 'vitest'
import { policiesToAsk } from './policies-to-ask'

it('offers each policy as it is applied, and its newest version where nobody has applied that', () => {
  const policies = [
    { id: 'default', name: 'Default', activeVersion: 2, latestVersion: 4 },
    { id: 'short', name: 'Short', activeVersion: 1, latestVersion: 1 },
    { id: 'back', name: 'Set back', activeVersion: 3, latestVersion: 3 },
  ]
  expect(policiesToAsk(policies)).toEqual([
    { policy: 'default', label: 'Default v2' },
    { policy: 'default@4', label: 'Default v4, not applied' },
    { policy: 'short', label: 'Short v1' },
    { policy: 'back', label: 'Set back v3' },
  ])
})
