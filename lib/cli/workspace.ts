import { parseArgs } from 'node:util'
import { AppError } from '@/lib/errors'
import { createWorkspace } from '@/lib/services/workspaces/create-workspace'
import { withDatabase } from './with-database'

/** Makes an empty workspace and prints its slug. */
await withDatabase(async () => {
  const { values } = parseArgs({ options: { create: { type: 'string' }, name: { type: 'string' } } })
  if (!values.create)
    throw new AppError('VALIDATION', 'Give the slug: npm run --silent workspace -- --create SLUG [--name NAME]')
  const actor = { kind: 'system', workspaceId: '', name: 'command line' } as const
  const { slug } = await createWorkspace(actor, { slug: values.create, name: values.name })
  process.stdout.write(`${slug}\n`)
})
