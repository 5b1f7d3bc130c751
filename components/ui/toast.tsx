'use client'

import { useTheme } from 'next-themes'
import { Toaster as Sonner, toast } from 'sonner'

export function Toaster() {
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      gap={8}
      toastOptions={{
        classNames: {
          toast:
            '[overflow-wrap:anywhere] !rounded-md !border-line !bg-background !text-fg !text-sm !shadow-lg !font-sans',
          description: '!text-fg-muted',
          actionButton: '!bg-transparent !text-accent !font-medium',
        },
      }}
    />
  )
}

/** Says what was done and offers to take it back. */
export function toastUndo(message: string, onUndo: () => void) {
  toast(message, { duration: 8000, action: { label: 'Undo', onClick: onUndo } })
}
