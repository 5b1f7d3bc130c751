import type { ReactNode } from 'react'
import { PageHeader } from '@/components/frame/page-header'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { requireNamedPolicy } from '../require-named-policy'
import { SettingsNav } from './settings-nav'

type SettingsLayoutProps = { params: WorkspaceParams; children: ReactNode }

export default async function SettingsLayout({ params, children }: SettingsLayoutProps) {
  await requireNamedPolicy(params)
  return (
    <>
      <PageHeader title="Settings" />
      <div className="flex min-h-0 flex-1 max-rail:flex-col">
        <SettingsNav isAdmin={canActor(await requireActor(params), 'admin')} />
        <div className="min-h-0 min-w-0 flex-1 overflow-y-auto">
          <div className="flex max-w-3xl flex-col gap-8 p-4 pb-16">{children}</div>
        </div>
      </div>
    </>
  )
}
