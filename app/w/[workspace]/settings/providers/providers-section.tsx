'use client'

import { useQuery } from '@tanstack/react-query'
import { Plug } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { LoadingRows } from '../loading-rows'
import { SettingsList } from '../settings-list'
import { LocalProviders } from './local-providers'
import { ProviderDialog } from './provider-dialog'
import { ProviderRow } from './provider-row'
import { providersQuery } from './queries'

export function ProvidersSection() {
  const { data, error, refetch } = useQuery(providersQuery())
  const [isAdding, setIsAdding] = useState(false)
  if (error && !data) {
    return <ErrorState title="The providers could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the providers" />
  const providers = data.items
  return (
    <Section
      title="Providers"
      description="Where answers come from. Without one, the offline model answers by quoting the composed knowledge. Keys are stored encrypted and never shown again."
      actions={
        <Button variant="primary" onClick={() => setIsAdding(true)}>
          Add provider
        </Button>
      }
    >
      <LoadedBefore error={error} />
      {providers.length === 0 ? (
        <EmptyState
          icon={Plug}
          headingLevel={3}
          title="No provider yet"
          description="Everything works with the offline model. Add OpenAI, Anthropic, Google, Mistral, or any server that speaks OpenAI’s protocol, such as Ollama or vLLM, for real answers."
        />
      ) : (
        <SettingsList label="Providers">
          {providers.map((provider) => (
            <ProviderRow key={provider.id} provider={provider} />
          ))}
        </SettingsList>
      )}
      <LocalProviders />
      {isAdding && <ProviderDialog onClose={() => setIsAdding(false)} />}
    </Section>
  )
}
