'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { getQueryClient } from './query-client'

/** What the screens inside remember of the server is of one workspace alone. */
export function WorkspaceData({ workspace, children }: { workspace: string; children: ReactNode }) {
  return <QueryClientProvider client={getQueryClient(workspace)}>{children}</QueryClientProvider>
}
