'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { ProviderDialog } from './provider-dialog'
import { localProvidersQuery } from './queries'
import { isForChat } from './tick-models'

/** Model servers that run on this machine and are not used yet; nothing where there are none. */
export function LocalProviders() {
  const { data } = useQuery(localProvidersQuery())
  const [chosen, setChosen] = useState<{ name: string; baseUrl: string } | null>(null)
  return (
    <>
      {data?.items.map(({ name, baseUrl, models }) => (
        <Notice
          key={baseUrl}
          tone="info"
          title={`${name} runs on this machine, with ${formatCount(models.filter(isForChat).length, 'chat model')}`}
          action={
            <Button size="sm" onClick={() => setChosen({ name, baseUrl })}>
              Use {name}
            </Button>
          }
        />
      ))}
      {chosen && <ProviderDialog found={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}
