import { expect, test } from 'vitest'
import { toNextPath } from './next-path'

test.each([
  ['/modules?tag=a', '/modules?tag=a'],
  ['/modules/x#y', '/modules/x'],
  [undefined, '/playground'],
  ['/', '/playground'],
  ['//evil.example/x', '/playground'],
  ['/\\evil.example/x', '/playground'],
  ['/.//evil.example/x', '/playground'],
  ['/a/..//evil.example/x', '/playground'],
  ['//', '/playground'],
  ['https://evil.example', '/playground'],
  ['javascript:alert(1)', '/playground'],
  [['/a', '/b'], '/playground'],
])('after signing in, %j leads to %s', (next, path) => {
  expect(toNextPath(next)).toBe(path)
})
