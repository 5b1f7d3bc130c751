import { createTransport } from 'nodemailer'
import { env } from '@/lib/env'

const CONNECT_MS = 10_000
const SILENCE_MS = 30_000
const DEFAULT_PORTS: Record<string, number> = { 'smtp:': 587, 'smtps:': 465 }

/** The mail server of this installation, one connection at a time; null where none is configured. */
export function openMailer() {
  if (!env.LOADOUT_SMTP_URL) return null
  const { protocol, hostname, port, username, password } = new URL(env.LOADOUT_SMTP_URL)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isLocal = host === 'localhost' || host === '127.0.0.1' || host === '::1'
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined
  return createTransport({
    host,
    port: Number(port) || DEFAULT_PORTS[protocol] || 587,
    secure: protocol === 'smtps:',
    // a password never goes over the network in the clear
    requireTLS: auth !== undefined && !isLocal,
    ...(auth ? { auth } : {}),
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

export type Mailer = NonNullable<ReturnType<typeof openMailer>>
