import { workspacePath } from '../lib/schemas/workspaces/workspace-path'

/** A screen of the workspace that every installation begins with, such as `/modules`. */
export const inFirstWorkspace = (path: string) => workspacePath('default', path)
