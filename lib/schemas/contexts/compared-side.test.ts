import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatComparedSide, parseComparedSide } from './compared-side'

it('names a composition, and what is asked of it again', () => {
  expect(parseComparedSide('cmp_1')).toEqual({ id: 'cmp_1', isNow: false, pins: null, excludes: null })
  expect(parseComparedSide('cmp_1;now;pin=a;pin=b%3Bc;model=gpt-5.1')).toEqual({
    id: 'cmp_1',
    isNow: true,
    pins: ['a', 'b;c'],
    excludes: null,
    model: 'gpt-5.1',
  })
  expect(parseComparedSide('cmp_1;exclude=')).toMatchObject({ excludes: [] })
})

it.each(['', ';now', 'cmp 1', 'cmp_1;what=x', 'cmp_1;policy=a b', 'cmp_1;pin=%E0%A4%A', 'cmp_1;draft='])(
  'refuses %j',
  (text) => {
    expect(parseComparedSide(text)).toBeNull()
  },
)

it('reads what it wrote', () => {
  const id = fc.stringMatching(/^[a-z0-9;=%~/-]{1,12}$/)
  const ids = fc.option(fc.array(id, { maxLength: 3 }), { nil: null })
  const side = fc.record({ isNow: fc.boolean(), pins: ids, excludes: ids, draft: fc.option(id, { nil: undefined }) })
  fc.assert(
    fc.property(side, ({ draft, ...rest }) => {
      const given = { id: 'cmp_1', ...rest, ...(draft === undefined ? {} : { draft }) }
      expect(parseComparedSide(formatComparedSide(given))).toEqual(given)
    }),
  )
})
