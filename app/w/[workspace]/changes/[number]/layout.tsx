import type { ReactNode } from 'react'
import { requireNamed } from '@/lib/adapters/require-named'
import { loadNamed } from '../load-change'

type ChangeLayoutProps = { params: Promise<{ workspace: string; number: string }>; children: ReactNode }

export default async function ChangeLayout({ params, children }: ChangeLayoutProps) {
  await requireNamed(() => loadNamed(params))
  return children
}
