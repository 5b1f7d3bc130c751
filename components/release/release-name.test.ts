import { expect, test } from 'vitest'
import { newId } from '@/lib/new-id'
import { tellRelease } from './release-name'

const generated = newId('rel')
const KNOWN = [
  { id: 'production', name: 'Production' },
  { id: generated, name: 'Spring' },
  { id: 'change-2', name: '#2 Shorter guide' },
]

test.each([
  ['production', 'Production'],
  [generated, 'Spring'],
  ['change-2', '#2 Shorter guide'],
  ['change-7', '#7 (merged or closed)'],
  ['staging', 'staging (deleted)'],
  [newId('rel'), 'a release that was deleted'],
])('%s is told as “%s”', (id, told) => expect(tellRelease(id, KNOWN)).toBe(told))
