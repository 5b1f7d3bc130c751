import type { ReactNode } from 'react'
import { PageHeader } from '@/components/frame/page-header'
import { SettingsNav } from './settings-nav'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings">
        <SettingsNav />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex max-w-3xl flex-col gap-8 p-4 pb-16">{children}</div>
      </div>
    </>
  )
}
