import { join, resolve } from 'node:path'
import { z } from 'zod'
import { describeIssue } from '@/lib/schemas/texts/describe-issue'

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)

/** The text must not be shown: it holds a password. */
const isMailServer = (text: string) =>
  URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== ''

const envSchema = z
  .object({
    NODE_ENV: z.preprocess(blankIsUnset, z.string().default('development')),
    /** Any Postgres ≥ 15 with pgvector ≥ 0.7; unset: the embedded database in the data folder. */
    DATABASE_URL: z.preprocess(
      blankIsUnset,
      z
        .string()
        .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
        .optional(),
    ),
    /** Where the embedded database and generated secrets live. */
    LOADOUT_DATA_DIR: z.preprocess(blankIsUnset, z.string().default('.loadout')),
    /** Models that run inside Loadout, a folder each; unset: `models` in the data folder. */
    LOADOUT_MODELS_DIR: z.preprocess(blankIsUnset, z.string().optional()),
    /** Root of every key that signs or encrypts; generated into the data folder when the database is embedded. */
    LOADOUT_SECRET: z.preprocess(blankIsUnset, z.string().min(32, 'must have at least 32 characters').optional()),
    /** The address people open, when it differs from HOST and PORT (behind a proxy). */
    LOADOUT_URL: z.preprocess(blankIsUnset, z.url().optional()),
    PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(65535).default(3000)),
    HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
    /** Serves the embedded database over TCP on 127.0.0.1 where unix sockets are missing or refused. */
    LOADOUT_DATABASE_TRANSPORT: z.preprocess(blankIsUnset, z.enum(['socket', 'tcp']).optional()),
    /** Where background jobs run: in a process of their own that start makes, in the server's, or not here. */
    LOADOUT_WORKER: z.preprocess(blankIsUnset, z.enum(['separate', 'inside', 'off']).default('separate')),
    /** The server that mails are handed to, `smtp://user:password@host:port` or `smtps://…`; unset: no mails are sent. */
    LOADOUT_SMTP_URL: z.preprocess(
      blankIsUnset,
      z.string().refine(isMailServer, 'must be smtp://user:password@host:port or smtps://…').optional(),
    ),
    /** Who mails come from: an address, or `Name <address>`. */
    LOADOUT_MAIL_FROM: z.preprocess(
      blankIsUnset,
      z
        .string()
        .regex(/[^\s@<]+@[^\s@>]+>?$/, 'must be an address')
        .optional(),
    ),
    /** Hosts inside this network that model providers may be reached at: `host` or `host:port`, separated by commas. */
    LOADOUT_ALLOWED_HOSTS: z.preprocess(
      blankIsUnset,
      z
        .string()
        .default('')
        .transform((text) => text.split(',').flatMap((host) => host.trim() || [])),
    ),
  })
  .refine(({ LOADOUT_SMTP_URL, LOADOUT_MAIL_FROM }) => !LOADOUT_SMTP_URL || LOADOUT_MAIL_FROM, {
    path: ['LOADOUT_MAIL_FROM'],
    message: 'must say who mails come from when LOADOUT_SMTP_URL is set',
  })

function readEnv() {
  const parsed = envSchema.safeParse(process.env, { error: describeIssue })
  if (parsed.success) {
    const dataDir = resolve(parsed.data.LOADOUT_DATA_DIR)
    return { ...parsed.data, dataDir, modelsDir: resolve(parsed.data.LOADOUT_MODELS_DIR ?? join(dataDir, 'models')) }
  }
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  // read before anything can catch it: a stack would only hide the sentence
  process.stderr.write(`Wrong environment: ${problems.join('; ')}.\n`)
  return process.exit(1)
}

export const env = readEnv()

/** Where people find this server. */
export function publicUrl(): string {
  if (env.LOADOUT_URL) return env.LOADOUT_URL.replace(/\/$/, '')
  const isAnyHost = env.HOST === '0.0.0.0' || env.HOST === '::'
  const host = isAnyHost || env.HOST === '127.0.0.1' || env.HOST === '::1' ? 'localhost' : env.HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${env.PORT}`
}
