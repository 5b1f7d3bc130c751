import { readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { dirname, join } from 'node:path'
import type { PoolConfig } from 'pg'
import { z } from 'zod'
import { socketPathOf } from './data-folder'

export const TCP_ENDPOINT_FILE = 'endpoint.json'

/** Where a server over TCP listens, with the password that only readers of the data folder know. */
const tcpEndpointSchema = z.object({ port: z.number().int(), password: z.string() })

export type Endpoint = { kind: 'socket'; path: string } | { kind: 'tcp'; port: number; password: string }

export function endpointOf(folder: string, transport: 'socket' | 'tcp' = defaultTransport()): Endpoint | null {
  if (transport === 'socket') return { kind: 'socket', path: socketPathOf(folder) }
  try {
    const parsed = tcpEndpointSchema.parse(JSON.parse(readFileSync(join(folder, TCP_ENDPOINT_FILE), 'utf8')))
    return { kind: 'tcp', ...parsed }
  } catch {
    return null
  }
}

export function defaultTransport(): 'socket' | 'tcp' {
  return process.platform === 'win32' ? 'tcp' : 'socket'
}

/** True when a server answers there: found out by connecting, because a process id proves nothing. */
export function isListening(endpoint: Endpoint): Promise<boolean> {
  return new Promise((done) => {
    const socket =
      endpoint.kind === 'socket'
        ? createConnection(endpoint.path)
        : createConnection({ host: '127.0.0.1', port: endpoint.port })
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}

/** What `pg` needs to connect to the embedded database. */
export function poolConfigOf(endpoint: Endpoint): PoolConfig {
  const common = { user: 'postgres', database: 'postgres' }
  if (endpoint.kind === 'tcp') return { ...common, host: '127.0.0.1', port: endpoint.port, password: endpoint.password }
  return { ...common, host: dirname(endpoint.path), port: 5432 }
}
