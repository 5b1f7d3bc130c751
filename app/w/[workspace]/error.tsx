'use client'

import { RouteError } from '@/components/frame/route-error'

export default function WorkspaceError({ error, retry }: { error: unknown; retry: () => void }) {
  return <RouteError error={error} onRetry={retry} />
}
