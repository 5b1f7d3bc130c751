import { FileQuestion } from 'lucide-react'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { Logo } from '@/components/frame/logo'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { findHome } from '@/lib/adapters/actor'
import { requireFrame } from '@/lib/adapters/frame'
import { PATH_HEADER } from '@/lib/adapters/page-headers'
import { workspaceOfPath, workspacePath } from '@/lib/schemas/workspaces/workspace-path'

export const metadata: Metadata = { title: 'Not found' }

/**
 * For an address of a workspace that is not there, or not the person's: which of the two is not told. No frame stands
 * around it, since its links would be of another workspace than the address; the person's own are offered instead.
 */
export default async function NoWorkspace() {
  const named = workspaceOfPath((await headers()).get(PATH_HEADER) ?? '')
  const home = await findHome()
  const workspaces = home === null ? [] : (await requireFrame(Promise.resolve({ workspace: home }))).workspaces
  return (
    <div className="min-h-dvh">
      <header className="flex h-11 items-center border-b bg-surface px-4">
        {/* a new page: nothing of a workspace is in its memory */}
        <a href="/" className="flex items-center gap-2 rounded-md font-semibold text-sm">
          <Logo className="size-4" />
          Loadout
        </a>
      </header>
      <main>
        <EmptyState
          headingLevel={1}
          icon={FileQuestion}
          title={named === null ? 'There is no such workspace' : `You have no workspace “${named}”`}
          description={
            workspaces.length > 0
              ? 'Check the address for a slip. If the workspace is somebody else’s, they can invite you. These are yours:'
              : 'Check the address for a slip. If the workspace is somebody else’s, they can invite you.'
          }
        >
          {workspaces.length > 0 && (
            <nav aria-label="Your workspaces" className="flex flex-wrap justify-center gap-2">
              {workspaces.map(({ id, name, slug }) => (
                <a key={id} href={workspacePath(slug, '/playground')} className={buttonVariants({})}>
                  <span className="max-w-60 truncate">{name}</span>
                </a>
              ))}
            </nav>
          )}
        </EmptyState>
      </main>
    </div>
  )
}
