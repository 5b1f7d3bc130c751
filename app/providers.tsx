'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { getQueryClient } from '@/components/data/query-client'
import { Toaster } from '@/components/ui/toast'
import { TooltipProvider } from '@/components/ui/tooltip'
import { UrlState } from '@/components/url/url-state'

export function Providers({ children, nonce }: { children: ReactNode; nonce: string | undefined }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" disableTransitionOnChange nonce={nonce}>
      <QueryClientProvider client={getQueryClient()}>
        <UrlState>
          <TooltipProvider>
            {children}
            <Toaster />
          </TooltipProvider>
        </UrlState>
      </QueryClientProvider>
    </ThemeProvider>
  )
}
