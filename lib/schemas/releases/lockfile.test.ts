import { expect, it } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import { parseBody } from '@/lib/texts/tasks/parse-body'
import { verifyLockfileSchema } from './lockfile'

it('lets the largest lockfile through, which one more module makes too large', async () => {
  const module = { version: 2_147_483_647, sha256: 'a'.repeat(64), chunks: 'b'.repeat(64) }
  const lockfileOf = (count: number) => ({
    ...{ format: 'loadout-lockfile', formatVersion: 1, loadout: '1.0.0', workspace: 'default', index: null },
    release: { id: 'production', name: 'Production' },
    policies: [],
    modules: Array.from({ length: count }, (_, n) => ({ id: `handbook-part-with-a-long-name-${n}`, ...module })),
  })
  const text = JSON.stringify({ lockfile: lockfileOf(LIMITS.lockfileModules) }, null, 2)
  const bytes = new TextEncoder().encode(text)
  expect(bytes.length).toBeLessThan(LIMITS.lockfileBytes)
  const parsed = await parseBody({ bytes, contentType: 'application/json', isForm: false })
  expect(parsed).toHaveProperty('value')
  expect(verifyLockfileSchema.safeParse('value' in parsed && parsed.value).success).toBe(true)
  const more = { lockfile: lockfileOf(LIMITS.lockfileModules + 1) }
  expect(verifyLockfileSchema.safeParse(more).success).toBe(false)
})
