import { describe, expect, it } from 'vitest'
import { isInstalled } from './install.mjs'
import { checkHostNode } from './node.mjs'

describe('before anything is installed', () => {
  it('refuses a Node that is too old, in one sentence', () => {
    expect(() => checkHostNode('18.20.4')).toThrow(/needs Node 20 or newer, and this is 18\.20\.4/)
    expect(() => checkHostNode('20.0.0')).not.toThrow()
    expect(() => checkHostNode('24.21.0')).not.toThrow()
  })

  it('sees that this checkout is installed', () => {
    expect(isInstalled()).toBe(true)
  })
})
