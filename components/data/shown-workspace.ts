import { workspaceOfPath } from '@/lib/schemas/workspaces/workspace-path'

/**
 * The slug of the workspace that this page shows, for every call that it makes; empty outside of all workspaces. Going
 * to another workspace loads a new page, so what a page still has to save cannot land there.
 */
export function shownWorkspace(): string {
  return workspaceOfPath(window.location.pathname) ?? ''
}
