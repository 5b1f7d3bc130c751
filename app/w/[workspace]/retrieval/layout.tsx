import type { ReactNode } from 'react'
import type { WorkspaceParams } from '@/lib/adapters/actor'
import { requireNamedPolicy } from '../require-named-policy'

export default async function RetrievalLayout({ params, children }: { params: WorkspaceParams; children: ReactNode }) {
  await requireNamedPolicy(params)
  return children
}
