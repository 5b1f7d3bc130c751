import { expect, it } from 'vitest'
import { EMPTY_LABEL, readLabel, toLabelDraft } from './label-draft'

const passage = { text: 'Run the command.\n', headingPath: ['Steps'] }

it.each([
  { module: 'rollback', grade: 3 },
  { module: 'rollback', grade: 1, passage },
])('keeps %j as it was', (label) => {
  expect(readLabel(toLabelDraft(label))).toEqual({ label })
})

it('says what is missing', () => {
  expect(readLabel(EMPTY_LABEL)).toEqual({})
  expect(readLabel({ ...EMPTY_LABEL, text: 'Run it.' })).toEqual({ problem: 'Say which module the passage stands in.' })
  expect(readLabel({ ...EMPTY_LABEL, module: 'rollback', text: ' … ' })).toEqual({ problem: 'A passage needs a word.' })
})
