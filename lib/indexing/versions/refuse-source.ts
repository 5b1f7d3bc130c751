import { AppError } from '@/lib/errors'
import type { ModuleProblem } from '@/lib/schemas/modules/module'

/**
 * Why a text cannot become a version.
 * @param data.id of its module, where it is one of several: the message names it
 */
export function refuseSource(
  problems: ModuleProblem[],
  data: Record<string, unknown> & { id?: string } = {},
): AppError {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const fields = Object.fromEntries(errors.map(({ path, message }) => [path ?? 'source', message]))
  const problem = errors[0]?.message ?? 'The text has problems.'
  const message = data.id === undefined ? problem : `The module “${data.id}”: ${problem}`
  return new AppError('VALIDATION', message, { entity: 'module', fields, problems, ...data })
}
