import { expect, it } from 'vitest'
import { parseModuleFile } from '@/lib/schemas/parse-module-file'
import { prepareInThread } from './prepare-in-thread'
import { hashContent, prepareVersion } from './prepare-version'

it('prepares in a thread what is prepared here, and goes on after a file that fails', async () => {
  const file = parseModuleFile('wells.md', '---\nname: Wells\ntags: [a]\n---\n\n# Wells\n\n## Depth\n\nSixty meters.\n')
  const input = { file, path: 'wells.md', overlay: undefined, contentHash: hashContent(file) }
  const broken = { ...input, file: { ...file, body: null as unknown as string } }
  const [first, failed, second] = await Promise.allSettled([input, broken, input].map(prepareInThread))
  const expected = await prepareVersion(file, 'wells.md')
  expect(first).toEqual({ status: 'fulfilled', value: expected })
  expect(failed?.status).toBe('rejected')
  expect(second).toEqual(first)
}, 60_000)
