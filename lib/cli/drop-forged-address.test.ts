import { afterEach, expect, test } from 'vitest'
import { env } from '@/lib/env'
import { dropForgedAddress } from './drop-forged-address'

const configured = env.LOADOUT_URL
afterEach(() => {
  env.LOADOUT_URL = configured
})

test('only a proxy is believed about where a request comes from and where it went', () => {
  const headers = { host: 'localhost', 'x-forwarded-for': '203.0.113.7', 'x-forwarded-host': 'evil.example' }
  env.LOADOUT_URL = 'https://loadout.example.com'
  dropForgedAddress(headers)
  expect(headers).toMatchObject({ 'x-forwarded-for': '203.0.113.7', 'x-forwarded-host': 'evil.example' })
  env.LOADOUT_URL = undefined
  dropForgedAddress(headers)
  expect(headers).toEqual({ host: 'localhost' })
})
