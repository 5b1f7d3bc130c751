import type { BetterAuthOptions } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { betterAuth } from 'better-auth/minimal'
import { organization } from 'better-auth/plugins/organization'
import { defaultAc } from 'better-auth/plugins/organization/access'
import { prisma } from '@/lib/db/client'
import { deriveSecret } from '@/lib/db/secret'
import { env } from '@/lib/env'
import { newId } from '@/lib/new-id'
import { processWide } from '@/lib/process-wide'
import { LIMITS } from '@/lib/schemas/limits'
import { hashSessionTokens } from '@/lib/services/auth/secrets/hash-session-tokens'

const DAY_SECONDS = 24 * 60 * 60

// What a role may do is decided in lib/services/actor.ts; the library only has to know that these roles exist
const noRights = defaultAc.newRole({ organization: [], member: [], invitation: [] })

function createAuth() {
  const storage = prismaAdapter(prisma, { provider: 'postgresql', transaction: true })
  return betterAuth({
    appName: 'Loadout',
    baseURL: env.LOADOUT_URL ?? `http://localhost:${env.PORT}`,
    secret: deriveSecret('session'),
    database: (options: BetterAuthOptions) => hashSessionTokens(storage(options)),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LIMITS.passwordMinLength,
      maxPasswordLength: LIMITS.passwordMaxLength,
    },
    session: { expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS, fields: { token: 'tokenHash' } },
    // Its endpoints are called as functions only, and lib/services/auth/rate-limits.ts guards them
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: { cookiePrefix: 'loadout', database: { generateId: ({ model }) => newId(model) } },
    plugins: [
      organization({
        roles: { owner: noRights, admin: noRights, editor: noRights, reviewer: noRights, viewer: noRights },
        allowUserToCreateOrganization: false,
      }),
    ],
  })
}

/** Sessions and passwords. Made at first use: the secret is on disk only once the server has started. */
export function getAuth() {
  return processWide('auth', createAuth)
}
