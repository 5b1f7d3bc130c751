import { expect, test } from 'vitest'
import { toNextPath } from './next-path'

test.each([
  ['/modules?tag=a', '/modules?tag=a'],
  ['/modules/x#y', '/modules/x'],
  [undefined, '/'],
  ['/', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example/x', '/'],
  ['/.//evil.example/x', '/'],
  ['/a/..//evil.example/x', '/'],
  ['//', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [['/a', '/b'], '/'],
])('after signing in, %j leads to %s', (next, path) => {
  expect(toNextPath(next)).toBe(path)
})
