import { AppError } from '@/lib/errors'
import type { ModuleProblem } from '@/lib/schemas/module'

/** Why a text cannot become a version. */
export function refuseSource(problems: ModuleProblem[], data: Record<string, unknown> = {}): AppError {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const fields = Object.fromEntries(errors.map(({ path, message }) => [path ?? 'source', message]))
  const message = errors[0]?.message ?? 'The text has problems.'
  return new AppError('VALIDATION', message, { entity: 'module', fields, problems, ...data })
}
