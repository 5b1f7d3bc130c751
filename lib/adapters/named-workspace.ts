import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { workspaceRefSchema } from '@/lib/schemas/workspaces/workspace'
import { WORKSPACE_HEADER } from '@/lib/schemas/workspaces/workspace-path'
import { parseInput } from '@/lib/services/parse-input'

/** For links, which can send no header: the parameter of the query that names the workspace. */
export const WORKSPACE_PARAMETER = 'workspace'

const namedSchema = z.strictObject({ workspace: workspaceRefSchema })

/**
 * The workspace that a request names, by header or, where a link cannot send one, by its query; null when it names none.
 * @throws AppError VALIDATION for what is no slug; CONFLICT when it names two.
 */
export function namedWorkspace(request: Request): string | null {
  const header = request.headers.get(WORKSPACE_HEADER)
  const inAddress = new URL(request.url).searchParams.getAll(WORKSPACE_PARAMETER)
  const named = new Set([...(header === null ? [] : [header]), ...inAddress])
  if (named.size > 1) {
    throw new AppError(
      'CONFLICT',
      `The request names more than one workspace, by its header ${WORKSPACE_HEADER} or in its address. Nothing was done: name one.`,
      { entity: 'workspace' },
    )
  }
  const [workspace] = named
  return workspace === undefined ? null : parseInput(namedSchema, { workspace }).workspace
}
