import { AppError } from '@/lib/errors'
import { workspaceRefSchema } from '@/lib/schemas/workspace'
import { WORKSPACE_HEADER } from '@/lib/schemas/workspace-path'
import { parseInput } from '@/lib/services/parse-input'

/** For links, which can send no header: the parameter of the query that names the workspace. */
export const WORKSPACE_PARAMETER = 'workspace'

/**
 * The workspace that a request names, by header or, where a link cannot send one, by its query; null when it names none.
 * @throws AppError VALIDATION for what is no slug; CONFLICT when the two disagree.
 */
export function namedWorkspace(request: Request): string | null {
  const header = request.headers.get(WORKSPACE_HEADER)
  const parameter = new URL(request.url).searchParams.get(WORKSPACE_PARAMETER)
  if (header !== null && parameter !== null && header !== parameter) {
    throw new AppError(
      'CONFLICT',
      `The header ${WORKSPACE_HEADER} names the workspace “${header}”, the address “${parameter}”. Nothing was done: send one of the two.`,
      { entity: 'workspace' },
    )
  }
  const named = header ?? parameter
  return named === null ? null : parseInput(workspaceRefSchema, named)
}
