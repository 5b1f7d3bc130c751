import { parseArgs } from 'node:util'
import { publicUrl } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { createSetupToken } from '@/lib/services/auth/secrets/setup-token'
import { createResetLink } from '@/lib/services/setup/create-reset-link'
import { isSetupOpen } from '@/lib/services/setup/is-setup-open'
import { withDatabase } from './with-database'

/** Prints a one-time link: to set a new password, or (while nobody has an account) to create the owner's. */
await withDatabase(async () => {
  const { values } = parseArgs({ options: { reset: { type: 'string' } } })
  if (values.reset) {
    const { path } = await createResetLink({ email: values.reset })
    process.stdout.write(`${publicUrl()}${path}\n`)
  } else if (await isSetupOpen()) {
    process.stdout.write(`${publicUrl()}/setup?token=${await createSetupToken()}\n`)
  } else {
    throw new AppError('VALIDATION', 'Whose password? npm run owner -- --reset EMAIL')
  }
})
