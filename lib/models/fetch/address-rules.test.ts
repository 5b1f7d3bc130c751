import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyAddress, isPrivateHostAllowed } from './address-rules'

describe('classifyAddress', () => {
  it.each([
    ['93.184.215.14', 'public'],
    ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'public'],
    ['127.0.0.1', 'private'],
    ['127.255.255.254', 'private'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['::1', 'private'],
    ['fc00::1', 'private'],
    ['fd12:3456:789a::1', 'private'],
    ['169.254.169.254', 'forbidden'],
    ['169.254.0.1', 'forbidden'],
    ['100.100.100.200', 'forbidden'],
    ['168.63.129.16', 'forbidden'],
    ['192.0.0.192', 'forbidden'],
    ['fd00:ec2::254', 'forbidden'],
    ['fd00:0ec2:0:0:0:0:0:254', 'forbidden'],
    ['fe80::1', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['0.0.0.0', 'forbidden'],
    ['::', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['240.0.0.1', 'forbidden'],
    ['ff02::1', 'forbidden'],
    ['2002:7f00:1::', 'forbidden'],
    ['2001::7f00:1', 'forbidden'],
    ['::7f00:1', 'forbidden'],
    ['fec0::1', 'forbidden'],
    ['localhost', 'forbidden'],
    ['', 'forbidden'],
  ])('%s is %s', (address, kind) => {
    expect(classifyAddress(address)).toBe(kind)
  })

  it('sees through every notation of an IPv4 address inside an IPv6 one', () => {
    const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
    fc.assert(
      fc.property(ipv4, ([a, b, c, d]) => {
        const hex = (high: number, low: number) => ((high << 8) | low).toString(16)
        const plain = classifyAddress(`${a}.${b}.${c}.${d}`)
        expect(classifyAddress(`::ffff:${a}.${b}.${c}.${d}`)).toBe(plain)
        expect(classifyAddress(`[::ffff:${hex(a, b)}:${hex(c, d)}]`)).toBe(plain)
        expect(classifyAddress(`64:ff9b::${hex(a, b)}:${hex(c, d)}`)).toBe(plain)
      }),
    )
  })
})

describe('isPrivateHostAllowed', () => {
  it.each([
    ['http://127.0.0.1:11434/v1', [], true],
    ['http://localhost:11434/v1', [], true],
    ['http://[::1]:11434/v1', [], true],
    ['http://127.0.0.1:5432/', [], false],
    ['http://localhost/', [], false],
    ['http://gpu.lan:8000/v1', ['gpu.lan:8000'], true],
    ['http://gpu.lan:8001/v1', ['gpu.lan:8000'], false],
    ['http://GPU.lan:8001/v1', ['gpu.lan'], true],
    ['https://gpu.lan/v1', ['gpu.lan:443'], true],
    ['http://evil-gpu.lan:8000/v1', ['gpu.lan:8000'], false],
    ['http://[fd12::1]:8000/', ['[fd12::1]:8000'], true],
  ])('%s with %j: %s', (url, allowed, expected) => {
    expect(isPrivateHostAllowed(new URL(url), allowed)).toBe(expected)
  })
})
