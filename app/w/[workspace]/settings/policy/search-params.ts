import { parseAsString } from 'nuqs/server'

export const policySearchParams = {
  /** The policy to show; the default one when absent. */
  policy: parseAsString,
}
