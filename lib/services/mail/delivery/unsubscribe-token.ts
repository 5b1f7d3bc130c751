import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { deriveSecret } from '@/lib/db/secret'
import { SUBSCRIPTIONS, type Subscription } from '@/lib/schemas/changes/mail'

type Subject = { workspaceId: string; userId: string; kind: Subscription['kind'] }

const payloadSchema = z.tuple([z.string(), z.string(), z.enum(SUBSCRIPTIONS)])
const sign = (payload: string) => createHmac('sha256', deriveSecret('unsubscribe')).update(payload).digest()

/** What a link in a mail carries: it ends mails of one kind, or the day's mail, to one member, for ever, and does nothing else. */
export function toUnsubscribeToken({ workspaceId, userId, kind }: Subject): string {
  const payload = Buffer.from(JSON.stringify([workspaceId, userId, kind])).toString('base64url')
  return `${payload}.${sign(payload).toString('base64url')}`
}

/** @returns null for what this installation has not signed */
export function readUnsubscribeToken(token: string): Subject | null {
  const [payload = '', signature = '', ...more] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(payload)
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const [workspaceId, userId, kind] = payloadSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  return { workspaceId, userId, kind }
}
