import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { env } from '@/lib/env'
import { LIMITS } from '@/lib/schemas/limits'
import { hashSecret, newSecret } from './hash-secret'

export const SETUP_TOKEN_KEY = 'setupToken'
const HOUR_MS = 3_600_000

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/

const isLoopback = (host: string) => LOOPBACK.test(host)

function hostNameOf(hostHeader: string): string {
  return URL.canParse(`http://${hostHeader}`) ? new URL(`http://${hostHeader}`).hostname : hostHeader
}

/**
 * Whether the owner set-up asks for the one-time token: when others than this machine can reach it. A page that was
 * opened under another name than the loopback's counts too: a proxy or a forged name may have brought it here. So does
 * a public address: the proxy behind it may name this machine in every request.
 */
export function isSetupTokenNeeded(hostHeader: string | null): boolean {
  const isPublic = env.LOADOUT_URL !== undefined && !isLoopback(new URL(env.LOADOUT_URL).hostname)
  return isPublic || !isLoopback(env.HOST) || hostHeader === null || !isLoopback(hostNameOf(hostHeader))
}

/** Makes the one-time token of the owner set-up; an earlier one ends. Only its hash is stored. */
export async function createSetupToken(): Promise<string> {
  const token = newSecret()
  const value = JSON.stringify({ hash: hashSecret(token), expiresAt: Date.now() + LIMITS.setupTokenHours * HOUR_MS })
  await prisma.instanceSetting.upsert({
    where: { key: SETUP_TOKEN_KEY },
    create: { key: SETUP_TOKEN_KEY, value },
    update: { value },
    select: { key: true },
  })
  return token
}

/** Takes the token away; false when it is wrong, expired or used. */
export async function consumeSetupToken(
  tx: Pick<Prisma.TransactionClient, 'instanceSetting'>,
  token: string,
): Promise<boolean> {
  const setting = await tx.instanceSetting.findUnique({ where: { key: SETUP_TOKEN_KEY }, select: { value: true } })
  if (!setting) return false
  const { hash, expiresAt } = JSON.parse(setting.value) as { hash: string; expiresAt: number }
  if (hash !== hashSecret(token) || expiresAt < Date.now()) return false
  await tx.instanceSetting.delete({ where: { key: SETUP_TOKEN_KEY }, select: { key: true } })
  return true
}
