import { expect, it } from 'vitest'
import { compareMarks, type EditMark } from './edit-marks'

const marks = (hashes: Record<string, string>): EditMark[] =>
  Object.entries(hashes).map(([name, hash]) => ({ kind: 'module', id: name.toLowerCase(), name, hash }))

it.each([
  [{ A: '1' }, { A: '1' }, []],
  [{ A: '1' }, { A: '2' }, ['“A” was edited again.']],
  [{ A: '1', B: '1' }, { A: '2', B: '2' }, ['“A” and “B” were edited again.']],
  [{ A: '1' }, { B: '1', C: '1', D: '1' }, ['“B”, “C” and “D” were added.', '“A” was taken out.']],
  [{ A: '1', B: '1', C: '1', D: '1' }, { A: '2', B: '2', C: '2', D: '2' }, ['4 edits changed.']],
  [{}, { A: '1', B: '1', C: '1', D: '1' }, ['4 edits were added.']],
] as const)('tells which edits of %j are others in %j', (then, now, told) => {
  expect(compareMarks(marks(then), marks(now))).toEqual(told)
})

it('takes a policy and a module of one id for two', () => {
  const [module] = marks({ Default: '1' })
  expect(compareMarks([module!], [{ ...module!, kind: 'policy' }])).toEqual([
    '“Default” was added.',
    '“Default” was taken out.',
  ])
})
