import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'

it.each(['bodySizeLimit', 'proxyClientMaxBodySize'])(
  'a page may send as much as the API takes of a module: %s',
  (name) => {
    const config = readFileSync(new URL('../next.config.mjs', import.meta.url), 'utf8')
    const [, megabytes] = new RegExp(`${name}: '(\\d+)mb'`).exec(config) ?? []
    expect(Number(megabytes) * 1024 * 1024).toBe(LIMITS.moduleBodyBytes)
  },
)
