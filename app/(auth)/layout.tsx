import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Logo } from '@/components/frame/logo'

// the address of these pages can hold a one-time token
export const metadata: Metadata = { referrer: 'no-referrer', robots: { index: false } }

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto_2fr] bg-surface px-4 py-8">
      <div className="row-start-2 mx-auto w-full max-w-sm">
        <p className="mb-6 flex items-center gap-2 font-semibold text-base">
          <Logo className="size-5" />
          Loadout
        </p>
        <div className="rounded-md border bg-background p-5">{children}</div>
      </div>
    </main>
  )
}
