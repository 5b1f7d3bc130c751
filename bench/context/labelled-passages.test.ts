import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { HANDBOOK_FRESH_PASSAGES } from './handbook-fresh-passages'
import { HANDBOOK_PASSAGES } from './handbook-passages'
import { findChanged, type LabelledPassage, toPassageTasks } from './labelled-passages'

const folder = mkdtempSync(join(tmpdir(), 'passages-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** SHA-256 of "Keep it cold." begins so. */
const LABEL: LabelledPassage = ['how do I store it', 'milk.md', 3, 3, '1d1f4078']

describe('labelled passages', () => {
  it('fit the handbook: what its pages no longer say has to be labelled anew', () => {
    const labelled = [...HANDBOOK_PASSAGES, ...HANDBOOK_FRESH_PASSAGES]
    expect(findChanged(labelled, 'prisma/library').map(([query, path]) => `${path}: ${query}`)).toEqual([])
  })

  it('are found where they moved, and named where they say something else', () => {
    const says = (text: string) => writeFileSync(join(folder, 'milk.md'), text)
    says('# Milk\n\nNew.\n\nKeep it cold.\n')
    expect(findChanged([LABEL], folder)).toEqual([])
    expect(toPassageTasks([LABEL], folder)).toEqual([
      {
        query: 'how do I store it',
        passages: [{ documentId: 'milk.md', text: 'Keep it cold.', start: 14, end: 27 }],
      },
    ])
    says('# Milk\n\nKeep it warm.\n')
    expect(findChanged([LABEL], folder)).toEqual([LABEL])
  })
})
