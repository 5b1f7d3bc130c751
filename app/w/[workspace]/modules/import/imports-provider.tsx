'use client'

import { useQueryClient } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { createContext, type ReactNode, use, useCallback, useEffect } from 'react'
import { toast } from 'sonner'
import { refreshProduction } from '@/components/data/refresh-production'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { isRunning, tellProgress } from './import-words'
import { useImport } from './use-import'

type Imports = ReturnType<typeof useImport>

const ImportsContext = createContext<Imports | null>(null)

/** The import of this page; it goes on while other screens are open. */
export function useImports(): Imports {
  const imports = use(ImportsContext)
  if (!imports) throw new Error('useImports needs an ImportsProvider above it.')
  return imports
}

/**
 * Keeps the import of a workspace above its screens. Modules shows it whole; on another screen a toast tells how far it is
 * and leads there. Who closes the page while files are sent is asked first.
 */
export function ImportsProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const refresh = useCallback(() => void refreshProduction(queryClient), [queryClient])
  const imports = useImport(refresh)
  useWarningBeforeLeaving(isRunning(imports.state))
  useToastElsewhere(imports)
  return <ImportsContext value={imports}>{children}</ImportsContext>
}

function useWarningBeforeLeaving(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isNeeded])
}

const TOAST = 'import'

function useToastElsewhere({ state }: Imports): void {
  const router = useRouter()
  const modules = useWorkspacePath()('/modules')
  const isElsewhere = usePathname() !== modules
  const message = isElsewhere ? tellProgress(state) : null
  const isGoingOn = isRunning(state)
  useEffect(() => {
    if (message === null) {
      toast.dismiss(TOAST)
      return
    }
    const action = { label: 'Show', onClick: () => router.push(modules) }
    toast(message, { id: TOAST, duration: Number.POSITIVE_INFINITY, closeButton: !isGoingOn, action })
  }, [message, isGoingOn, modules, router])
}
