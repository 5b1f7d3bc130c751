'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import {
  type unstable_AdapterInterface as AdapterInterface,
  unstable_createAdapterProvider as createAdapterProvider,
  renderQueryString,
} from 'nuqs/adapters/custom'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, Suspense, startTransition, useEffect, useMemo } from 'react'
import { createUrlQueue } from './url-queue'

const queue = createUrlQueue()

/** By it nuqs knows its own entries of the history from those of others. */
const OWN_ENTRY = '__nuqs__'

const WRITING: Pick<AdapterInterface, 'updateUrl' | 'getSearchParamsSnapshot' | 'rateLimitFactor'> = {
  updateUrl(search, { history: method, scroll }) {
    startTransition(() => {
      const { origin, pathname, hash } = location
      queue.write(pathname, search.toString())
      const url = origin + pathname + renderQueryString(search) + hash
      if (method === 'push') history.pushState(null, OWN_ENTRY, url)
      else history.replaceState(null, OWN_ENTRY, url)
      if (scroll) window.scrollTo(0, 0)
    })
  },
  getSearchParamsSnapshot: () =>
    new URLSearchParams(queue.resolve(location.pathname, new URLSearchParams(location.search).toString())),
  // Next.js writes every entry of the history three times, and browsers limit how often
  rateLimitFactor: 3,
}

function useUrlAdapter(): AdapterInterface {
  const pathname = usePathname()
  const search = queue.resolve(pathname, useSearchParams().toString())
  const searchParams = useMemo(() => new URLSearchParams(search), [search])
  return { ...WRITING, searchParams, pathname, autoResetQueueOnUpdate: false }
}

const UrlProvider = createAdapterProvider(useUrlAdapter)

function UrlWatch() {
  const pathname = usePathname()
  const search = useSearchParams().toString()
  useEffect(() => queue.render(pathname, search), [pathname, search])
  useEffect(() => {
    window.addEventListener('popstate', queue.clear)
    return () => window.removeEventListener('popstate', queue.clear)
  }, [])
  return null
}

/** State in the address. Values that are set in quick succession all reach it, however slowly the router renders. */
export function UrlState({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <UrlProvider>
        <Suspense>
          <UrlWatch />
        </Suspense>
        {children}
      </UrlProvider>
    </NuqsAdapter>
  )
}
