import { parseArgs } from 'node:util'
import { AppError } from '@/lib/errors'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { findWorkspaceId } from './find-workspace-id'
import { withDatabase } from './with-database'

const USAGE = 'npm run --silent apikey -- --name NAME [--scopes read,write,compose] [--workspace SLUG]'

/** Prints a new key, and nothing else, on stdout. */
await withDatabase(async () => {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      scopes: { type: 'string', default: 'read,write,compose' },
      workspace: { type: 'string' },
    },
  })
  if (!values.name) throw new AppError('VALIDATION', `Name the key: ${USAGE}`)
  const workspaceId = await findWorkspaceId(values.workspace)
  const scopes = values.scopes.split(',').map((scope) => scope.trim())
  const actor = { kind: 'system', workspaceId, name: 'command line' } as const
  const { secret } = await createApiKey(actor, { name: values.name, scopes })
  process.stdout.write(`${secret}\n`)
})
