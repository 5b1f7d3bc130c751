import { useParams } from 'next/navigation'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'

/** Turns `/modules` into that path of the workspace that the page shows. */
export function useWorkspacePath(): (path: string) => string {
  const { workspace } = useParams<{ workspace: string }>()
  return (path) => workspacePath(workspace, path)
}
