import { redirect } from 'next/navigation'
import type { WorkspaceParams } from '@/lib/adapters/actor'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'

export default async function WorkspacePage({ params }: { params: WorkspaceParams }) {
  redirect(workspacePath((await params).workspace, '/playground'))
}
