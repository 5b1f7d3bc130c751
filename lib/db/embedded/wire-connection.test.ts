import { createConnection, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Batch, simpleQuery, WireConnection } from './wire-connection'
import { WireServer } from './wire-server'

const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0])
const ready = (state: 'I' | 'T') => Buffer.from([0x5a, 0, 0, 0, 5, state.charCodeAt(0)])

describe('WireConnection', () => {
  function feed(bytes: Buffer, sizes: number[]): Batch[] {
    const batches: Batch[] = []
    const connection = new WireConnection(new Socket(), null, (batch) => batches.push(batch))
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const size = sizes[turn % sizes.length] ?? 1
      connection.receive(bytes.subarray(at, at + size))
      at += size
    }
    return batches
  }

  it('finds the same messages however the bytes are cut', () => {
    const texts = fc.array(fc.string({ maxLength: 40 }), { maxLength: 8 })
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(texts, sizes, (texts, sizes) => {
        const queries = texts.map((text) => simpleQuery(text))
        const batches = feed(Buffer.concat([startup, ...queries]), sizes)
        expect(batches.map(({ kind }) => kind)).toEqual(['startup', ...texts.map(() => 'messages')])
        expect(batches.slice(1).map(({ bytes }) => bytes.toString())).toEqual(queries.map(String))
      }),
    )
  })

  it('takes a message of many pieces in a time that grows with its length alone', () => {
    const large = simpleQuery('x'.repeat(64 * 1024 * 1024))
    const batches = feed(Buffer.concat([startup, large]), [8 * 1024])
    expect(batches[1]?.bytes.length).toBe(large.length)
  }, 10_000)
})

describe('WireServer', () => {
  let stop = async () => {}
  afterEach(() => stop())

  it('ends the transaction of a client whose statement broke the backend', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const ran: string[] = []
    const server = new WireServer({
      backend: {
        async run(messages, onData) {
          const text = Buffer.from(messages)
            .toString()
            .replaceAll(/[^A-Z ]+/g, '')
          ran.push(text)
          if (text.includes('BREAK')) throw new Error('broken')
          onData(ready(text.includes('BEGIN') ? 'T' : 'I'))
        },
      },
      password: null,
      idleInTransactionTimeoutMs: 60_000,
      maxConnections: 10,
    })
    const path = join(tmpdir(), `loadout-wire-${process.pid}.sock`)
    await server.listen({ path })
    stop = () => server.close(0)

    const broken = createConnection(path)
    const isClosed = new Promise((done) => broken.once('close', done))
    broken.resume().on('error', () => undefined)
    broken.write(Buffer.concat([startup, simpleQuery('BEGIN'), simpleQuery('BREAK')]))
    await isClosed
    const next = createConnection(path)
    next.resume()
    next.write(Buffer.concat([startup, simpleQuery('NEXT')]))
    await vi.waitFor(() => expect(ran.at(-1)).toContain('NEXT'))
    expect(ran.slice(ran.findIndex((text) => text.includes('BREAK')) + 1)[0]).toContain('ROLLBACK')
    next.destroy()
  })
})
