import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BlockedAddressError, createGuardedFetch, type ResolveHost } from './guarded-fetch'

let server: Server
let port: number
let hits: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? '')
    if (request.url === '/redirect') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    else response.end('hello')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  hits = []
})

const resolvesTo =
  (...addresses: string[]): ResolveHost =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('createGuardedFetch', () => {
  it('reaches a host inside the network only when it is allowed', async () => {
    const allowed = createGuardedFetch({ allowedHosts: [`127.0.0.1:${port}`] })
    expect(await (await allowed(`http://127.0.0.1:${port}/`)).text()).toBe('hello')

    const strict = createGuardedFetch({ allowedHosts: [] })
    const refused = strict(`http://127.0.0.1:${port}/`)
    await expect(refused).rejects.toThrow(`LOADOUT_ALLOWED_HOSTS=127.0.0.1:${port}`)
    await expect(refused).rejects.toBeInstanceOf(BlockedAddressError)
    expect(hits).toEqual(['/'])
  })

  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://0.0.0.0/',
    'http://10.0.0.5/',
    'http://169.254.169.254/latest/meta-data',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://user:secret@127.0.0.1/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://example.com/',
    'nonsense',
  ])('refuses %s', async (url) => {
    const guarded = createGuardedFetch({ allowedHosts: [] })
    await expect(guarded(url)).rejects.toBeInstanceOf(BlockedAddressError)
  })

  it('never reaches metadata addresses, even if somebody allows them', async () => {
    const guarded = createGuardedFetch({
      allowedHosts: ['169.254.169.254', 'metadata.lan'],
      resolveHost: resolvesTo('169.254.169.254'),
    })
    await expect(guarded('http://169.254.169.254/')).rejects.toBeInstanceOf(BlockedAddressError)
    await expect(guarded('http://metadata.lan/')).rejects.toBeInstanceOf(BlockedAddressError)
  })

  it('judges what a name resolves to, every address of it', async () => {
    for (const addresses of [
      ['127.0.0.1'],
      ['10.0.0.1'],
      ['::1'],
      ['::ffff:127.0.0.1'],
      ['93.184.215.14', '127.0.0.1'],
    ]) {
      const guarded = createGuardedFetch({ allowedHosts: [], resolveHost: resolvesTo(...addresses) })
      await expect(guarded(`http://innocent.example:${port}/`)).rejects.toBeInstanceOf(BlockedAddressError)
    }
    expect(hits).toEqual([])
  })

  it('connects to the address that it judged, without asking for the name again', async () => {
    let lookups = 0
    const rebinding: ResolveHost = async () => {
      lookups++
      return [{ address: lookups === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]
    }
    const guarded = createGuardedFetch({ allowedHosts: ['model.lan'], resolveHost: rebinding })
    expect(await (await guarded(`http://model.lan:${port}/`)).text()).toBe('hello')
    expect(lookups).toBe(1)
  })

  it('does not follow redirects', async () => {
    const guarded = createGuardedFetch({ allowedHosts: ['127.0.0.1'] })
    await expect(guarded(`http://127.0.0.1:${port}/redirect`)).rejects.toThrow('redirects elsewhere')
    expect(hits).toEqual(['/redirect'])
  })

  it('ends with its signal', async () => {
    const guarded = createGuardedFetch({ allowedHosts: ['127.0.0.1'] })
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(guarded(`http://127.0.0.1:${port}/`, { signal })).rejects.toThrow('stopped')
  })
})
