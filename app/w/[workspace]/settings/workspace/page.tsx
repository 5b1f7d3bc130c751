import type { Metadata } from 'next'
import { Section } from '@/components/ui/section'
import type { WorkspaceParams } from '@/lib/adapters/actor'
import { requireFrame } from '@/lib/adapters/frame'
import { canActor } from '@/lib/services/actor'
import { CreateWorkspaceDialog } from './create-workspace-dialog'
import { RenameForm } from './rename-form'

export const metadata: Metadata = { title: 'Workspace' }

export default async function WorkspacePage({ params }: { params: WorkspaceParams }) {
  const { actor, workspace } = await requireFrame(params)
  const isAdmin = canActor(actor, 'admin')
  return (
    <Section
      title="Workspace"
      description={`Programs and the command line know it as “${workspace.slug}”.`}
      actions={isAdmin && <CreateWorkspaceDialog />}
    >
      <RenameForm name={workspace.name} isAdmin={isAdmin} />
    </Section>
  )
}
